// `getUserMedia()` in same-origin iframes: without `allow`, with camera and microphone, with `'none'`.
// https://w3c.github.io/webappsec-permissions-policy/#iframe-allow-attribute
// META: timeout=30
import { frameAccess } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      plain: await frameAccess(rtc, {}),
      allowed: await frameAccess(rtc, { allow: "camera; microphone" }),
      forbidden: await frameAccess(rtc, { allow: "camera 'none'; microphone 'none'" }),
    },
  };
}
