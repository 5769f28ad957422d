// `setCodecPreferences()` with G.722 alone: one call, whose tone is received.
// https://www.rfc-editor.org/rfc/rfc3551#section-4.5.2
// META: timeout=120
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "audio", "audio/G722") };
}
