// Encrypts H.264 frames in `RTCRtpScriptTransform` (E2EE): receivers with the key, with none and with a wrong key.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: timeout=60
import { encryptedCall } from "../../lib/encrypted_calls.js";

export default async function (rtc) {
  return { facts: await encryptedCall(rtc, "h264") };
}
