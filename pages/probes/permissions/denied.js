// `getUserMedia()`, `permissions.query()` and `enumerateDevices()` with camera and microphone denied.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
import { exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "denied", microphone: "denied" });
  const before = await queryStates(rtc);
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return { facts: { before, camera, microphone, both, after: await queryStates(rtc), exposed: await exposure() } };
}
