// `isSecureContext`, `permissions.query()` and `getUserMedia()` on an https page with camera and microphone granted.
// https://w3c.github.io/mediacapture-main/#navigator-interface-extensions
// META: origin=https
import { queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      isSecureContext,
      mediaDevices: navigator.mediaDevices !== undefined,
      states: await queryStates(rtc),
      both: await requestMedia(rtc, { video: true, audio: true }),
    },
  };
}
