// Publishes VP8 pictures and a tone to a forwarding server, and subscribes to them.
// https://www.rfc-editor.org/rfc/rfc7667#section-3.7
// META: stage=janus
// META: timeout=90
import { forwardedCall } from "../../lib/forwarded_calls.js";

export default async function (rtc) {
  return { facts: await forwardedCall(rtc, "vp8") };
}
