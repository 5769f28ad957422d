// Encrypts an Opus tone in `RTCRtpScriptTransform` (E2EE): receivers with the key, with none and with a wrong key.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: timeout=120
import { encryptedSound } from "../../lib/encrypted_sound.js";

export default async function (rtc) {
  return { facts: await encryptedSound(rtc) };
}
