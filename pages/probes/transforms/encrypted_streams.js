// The same encryption of VP8 with the older API, createEncodedStreams, which products still carry.
// https://www.w3.org/TR/2020/WD-webrtc-encoded-transform-20200507/#api
// META: timeout=60
import { encryptedCall } from "../../lib/encrypted_calls.js";

export default async function (rtc) {
  return { facts: await encryptedCall(rtc, "vp8", "streams") };
}
