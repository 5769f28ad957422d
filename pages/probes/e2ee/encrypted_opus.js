// Encrypts a tone frame by frame; one with the key hears it, one without and one with another key do not.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: timeout=120
import { encryptedSound } from "../../lib/encrypted_sound.js";

export default async function (rtc) {
  return { facts: await encryptedSound(rtc) };
}
