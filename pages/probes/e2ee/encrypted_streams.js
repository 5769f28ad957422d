// The same encryption of VP8 with the older API, createEncodedStreams, which products still carry.
// https://w3c.github.io/webrtc-encoded-transform/#operation
// META: timeout=60
import { encryptedCall } from "../../lib/encrypted_calls.js";

export default async function (rtc) {
  return { facts: await encryptedCall(rtc, "vp8", "streams") };
}
