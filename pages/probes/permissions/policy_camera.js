// What a page is given where its own response header forbids the camera: before anybody decided, and once all is granted.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: header=Permissions-Policy: camera=()
import { allowedFeatures, exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  // Before automation has set a state: Chromium tells one that was set without looking any further.
  const undecided = await queryStates(rtc);
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const allowed = allowedFeatures(["camera", "microphone"]);
  const states = await queryStates(rtc);
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return { facts: { allowed, undecided, states, camera, microphone, both, exposed: await exposure() } };
}
