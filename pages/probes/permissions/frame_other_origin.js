// What frames of another origin are given: with nothing said, with the camera allowed, with both allowed.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: timeout=30
import { frameAccess, frameStates } from "../../lib/grants.js";

export default async function (rtc) {
  // Before automation has set a state: Chromium tells one that was set without looking any further.
  const undecided = await frameStates(rtc, { origin: "other" });
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      undecided,
      plain: await frameAccess(rtc, { origin: "other" }),
      cameraAllowed: await frameAccess(rtc, { origin: "other", allow: "camera" }),
      allowed: await frameAccess(rtc, { origin: "other", allow: "camera; microphone" }),
    },
  };
}
