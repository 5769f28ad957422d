// Interfaces of WebRTC, capture and codecs in a dedicated worker, such as RTCRtpScriptTransformer: constructor and members.
// https://html.spec.whatwg.org/multipage/workers.html#dedicated-workers-and-the-dedicatedworkerglobalscope-interface
export default async function (rtc) {
  const worker = new Worker(new URL("../../lib/surface_worker.js", import.meta.url), { type: "module" });
  rtc.cleanup(() => worker.terminate());
  const { data } = await rtc.event(worker, "message");
  return { facts: { ...data.interfaces, ...data.parts } };
}
