// Calls enumerateDevices() while getUserMedia() opens a camera, right after, and five times at once.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-enumeratedevices

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const list = () => navigator.mediaDevices.enumerateDevices();
  const changes = [];
  navigator.mediaDevices.addEventListener("devicechange", () => changes.push("devicechange"));
  const asked = rtc.camera();
  const meanwhile = list();
  const [stream, during] = [await asked, await rtc.within(20000, meanwhile, "enumerateDevices() during the prompt")];
  const after = await list();
  const many = await Promise.all(Array.from({ length: 5 }, list));
  const plain = (devices) => JSON.stringify(devices);
  stream.getTracks().forEach((track) => track.stop());
  const stopped = await list();
  await rtc.attempt(() => rtc.until(() => changes.length > 0, { ms: 400, label: "devicechange" }));
  return {
    facts: {
      during: { kinds: [...new Set(during.map((device) => device.kind))].sort(), count: during.length },
      newListObjects: new Set([...many, after]).size === many.length + 1,
      newDeviceObjects: many[0][0] !== many[1][0],
      listsEqual: many.every((each) => plain(each) === plain(after)),
      sameAfterStop: plain(stopped) === plain(after),
      devicechangeOnGrant: changes.length > 0,
    },
  };
}
