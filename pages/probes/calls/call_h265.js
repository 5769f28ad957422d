// `setCodecPreferences()` with H.265 alone: one call for each H.265 profile that can be sent.
// https://www.rfc-editor.org/rfc/rfc7798
// META: timeout=150
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "video", "video/H265") };
}
