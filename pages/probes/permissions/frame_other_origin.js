// `getUserMedia()` and `enumerateDevices()` in cross-origin iframes: without `allow`, with camera, with both.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: timeout=30
import { iframeAccess, iframeStates } from "../../lib/grants.js";

export default async function (rtc) {
  // Queried before automation sets a state: Chromium reports a state that automation set without checking the policy.
  const undecided = await iframeStates(rtc, { origin: "other" });
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      undecided,
      plain: await iframeAccess(rtc, { origin: "other" }),
      cameraAllowed: await iframeAccess(rtc, { origin: "other", allow: "camera" }),
      allowed: await iframeAccess(rtc, { origin: "other", allow: "camera; microphone" }),
    },
  };
}
