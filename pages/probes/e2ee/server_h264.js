// Publishes encrypted H.264 pictures to a forwarding server that has no key; subscribers with the key see them, others do not.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface
// META: stage=janus
// META: timeout=90
import { encryptedRoom } from "../../lib/encrypted_rooms.js";

export default async function (rtc) {
  return { facts: await encryptedRoom(rtc, "h264") };
}
