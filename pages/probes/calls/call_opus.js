// `setCodecPreferences()` with Opus alone: one call, whose tone is received.
// https://www.rfc-editor.org/rfc/rfc7874#section-3
// META: timeout=120
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "audio", "audio/opus") };
}
