// A call whose only audio codec is PCMA, with a tone that must be heard.
// https://www.rfc-editor.org/rfc/rfc7874#section-3
// META: timeout=120
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "audio", "audio/PCMA") };
}
