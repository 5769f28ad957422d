// `getUserMedia()` with a `Permissions-Policy` header that has unknown features, a duplicate and an invalid value.
// https://w3c.github.io/webappsec-permissions-policy/#algo-process-response-policy
// META: header=Permissions-Policy: no-such-feature=(), microphone=self, camera=(), camera=*, display-capture=(none)
import { allowedFeatures, requestMedia } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      allowed: allowedFeatures(["camera", "microphone", "display-capture"]),
      camera: await requestMedia(rtc, { video: true }),
      microphone: await requestMedia(rtc, { audio: true }),
    },
  };
}
