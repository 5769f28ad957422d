// `getUserMedia()` in same-origin iframes: without `allow`, with camera and microphone, with `'none'`.
// https://w3c.github.io/webappsec-permissions-policy/#iframe-allow-attribute
// META: timeout=30
import { iframeAccess } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      plain: await iframeAccess(rtc, {}),
      allowed: await iframeAccess(rtc, { allow: "camera; microphone" }),
      forbidden: await iframeAccess(rtc, { allow: "camera 'none'; microphone 'none'" }),
    },
  };
}
