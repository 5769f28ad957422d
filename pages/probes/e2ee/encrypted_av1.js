// Encrypts AV1 pictures frame by frame; one with the key sees them, one without and one with another key do not.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: timeout=60
import { encryptedCall } from "../../lib/encrypted_calls.js";

export default async function (rtc) {
  return { facts: await encryptedCall(rtc, "av1") };
}
