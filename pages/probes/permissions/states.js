// `permissions.query()`, `getUserMedia()` and `enumerateDevices()` in each combination of granted and denied.
// https://w3c.github.io/mediacapture-main/#permissions-integration
// META: timeout=30
import { exposure, queryStates, requestMedia } from "../../lib/grants.js";

const STATES = ["granted", "denied"];

export default async function (rtc) {
  const facts = {};
  for (const camera of STATES) {
    for (const microphone of STATES) {
      await rtc.permit({ camera, microphone });
      const queried = await queryStates(rtc);
      const given = {
        camera: await requestMedia(rtc, { video: true }),
        microphone: await requestMedia(rtc, { audio: true }),
        both: await requestMedia(rtc, { video: true, audio: true }),
        impossible: await requestMedia(rtc, { video: { width: { exact: 100000 } } }),
        absent: await requestMedia(rtc, { video: { deviceId: { exact: "no such device" } } }),
      };
      facts[`camera ${camera}, microphone ${microphone}`] = { queried, given, exposed: await exposure() };
    }
  }
  return { facts };
}
