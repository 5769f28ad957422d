// `setCodecPreferences()` with VP9 alone: one call for each VP9 profile that can be sent.
// https://www.rfc-editor.org/rfc/rfc9628
// META: timeout=150
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "video", "video/VP9") };
}
