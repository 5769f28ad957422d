// Publishes AV1 encrypted in `RTCRtpScriptTransform` to an SFU without key: subscribers with the key, none, a wrong key.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: stage=janus
// META: timeout=90
import { encryptedRoom } from "../../lib/encrypted_rooms.js";

export default async function (rtc) {
  return { facts: await encryptedRoom(rtc, "av1") };
}
