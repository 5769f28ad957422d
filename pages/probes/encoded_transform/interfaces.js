// Lists the encoded transform interfaces of page and worker: RTCRtpScriptTransform, createEncodedStreams(), SFrame.
// https://w3c.github.io/webrtc-encoded-transform/#scriptTransform
import { hasScript, hasStreams, transformer } from "../../lib/transforms.js";

const transforms = (prototype) => ("transform" in (prototype ?? {}));

export default async function (rtc) {
  const facts = {
    script: hasScript(),
    streams: hasStreams(),
    transform: { sender: transforms(globalThis.RTCRtpSender?.prototype), receiver: transforms(globalThis.RTCRtpReceiver?.prototype) },
    sframe: Object.getOwnPropertyNames(globalThis).filter((name) => /SFrame/i.test(name)).sort(),
  };
  if (!facts.script && !facts.streams) return { facts: { ...facts, worker: null } };
  const maker = await transformer(rtc);
  return { facts: { ...facts, worker: await maker.run("members") } };
}
