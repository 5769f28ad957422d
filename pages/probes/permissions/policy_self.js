// `getUserMedia()` in iframes of a page with `Permissions-Policy: camera=(self), microphone=*`.
// https://w3c.github.io/webappsec-permissions-policy/#algo-define-inherited-policy-in-container
// META: header=Permissions-Policy: camera=(self), microphone=*
// META: timeout=30
import { iframeAccess, requestMedia } from "../../lib/grants.js";

const ALLOW = "camera *; microphone *";

async function access(rtc, options) {
  const { camera, microphone, queried } = await iframeAccess(rtc, options);
  return { camera, microphone, queried };
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      page: { camera: await requestMedia(rtc, { video: true }), microphone: await requestMedia(rtc, { audio: true }) },
      sameOriginFrame: await access(rtc, {}),
      crossOriginFrame: await access(rtc, { origin: "other" }),
      crossOriginFrameWithAllow: await access(rtc, { origin: "other", allow: ALLOW }),
    },
  };
}
