// `getUserMedia()`, `permissions.query()` and `enumerateDevices()` with camera and microphone granted.
// https://w3c.github.io/mediacapture-main/#permissions-integration
import { exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const before = await queryStates(rtc);
  const exposedBefore = await exposure();
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return {
    facts: { before, exposedBefore, camera, microphone, both, after: await queryStates(rtc), exposedAfter: await exposure() },
  };
}
