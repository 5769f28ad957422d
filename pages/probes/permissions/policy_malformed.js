// `getUserMedia()` with a malformed `Permissions-Policy` header and with the older `Feature-Policy` header.
// https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field
// META: header=Permissions-Policy: camera 'none'; microphone 'none'
// META: header=Feature-Policy: microphone 'none'
import { allowedFeatures, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      allowed: allowedFeatures(["camera", "microphone"]),
      camera: await requestMedia(rtc, { video: true }),
      microphone: await requestMedia(rtc, { audio: true }),
    },
  };
}
