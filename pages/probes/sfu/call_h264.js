// H.264 video and Opus audio published to an SFU (Janus) and received by a subscriber: codecs, frames and tone.
// https://www.rfc-editor.org/rfc/rfc7667#section-3.7
// META: stage=janus
// META: timeout=90
import { forwardedCall } from "../../lib/forwarded_calls.js";

export default async function (rtc) {
  return { facts: await forwardedCall(rtc, "h264") };
}
