// `Permissions-Policy: camera=()`: `permissions.query()`, `getUserMedia()`, `enumerateDevices()`, `allowsFeature()`.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: header=Permissions-Policy: camera=()
import { allowedFeatures, exposure, queryStates, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  // Queried before automation sets a state: Chromium reports a state that automation set without checking the policy.
  const undecided = await queryStates(rtc);
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const allowed = allowedFeatures(["camera", "microphone"]);
  const states = await queryStates(rtc);
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  const both = await requestMedia(rtc, { video: true, audio: true });
  return { facts: { allowed, undecided, states, camera, microphone, both, exposed: await exposure() } };
}
