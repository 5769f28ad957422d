// `Permissions-Policy: microphone=()`: `permissions.query()`, `getUserMedia()` and `enumerateDevices()` after a grant.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: header=Permissions-Policy: microphone=()
import { allowedFeatures, exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const allowed = allowedFeatures(["camera", "microphone"]);
  const states = await queryStates(rtc);
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return { facts: { allowed, states, camera, microphone, both, exposed: await exposure() } };
}
