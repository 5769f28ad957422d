// `setCodecPreferences()` with VP8 alone: one call, whose frames are decoded.
// https://www.rfc-editor.org/rfc/rfc7742#section-5
// META: timeout=120
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "video", "video/VP8") };
}
