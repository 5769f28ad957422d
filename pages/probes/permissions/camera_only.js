// `getUserMedia()`, `permissions.query()` and `enumerateDevices()` with camera granted and microphone denied.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
import { exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "denied" });
  const states = await queryStates(rtc);
  const camera = await requestMedia(rtc, { video: true });
  const exposed = await exposure();
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return { facts: { states, camera, exposed, microphone, both } };
}
