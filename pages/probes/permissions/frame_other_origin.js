// What frames of another origin are given: with nothing said, with the camera allowed, with both allowed.
// https://w3c.github.io/mediacapture-main/#permissions-policy-integration
// META: timeout=30
import { frameAccess } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      plain: await frameAccess(rtc, { origin: "other" }),
      cameraAllowed: await frameAccess(rtc, { origin: "other", allow: "camera" }),
      allowed: await frameAccess(rtc, { origin: "other", allow: "camera; microphone" }),
    },
  };
}
