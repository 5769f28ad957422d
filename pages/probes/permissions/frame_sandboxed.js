// `getUserMedia()` in sandboxed iframes: opaque origin with and without `allow`, and with `allow-same-origin`.
// https://html.spec.whatwg.org/multipage/browsers.html#sandboxing
// META: timeout=30
import { iframeAccess } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      opaque: await iframeAccess(rtc, { sandbox: "allow-scripts" }),
      opaqueAllowed: await iframeAccess(rtc, { sandbox: "allow-scripts", allow: "camera *; microphone *" }),
      sameOrigin: await iframeAccess(rtc, { sandbox: "allow-scripts allow-same-origin" }),
    },
  };
}
