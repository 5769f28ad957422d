// `setCodecPreferences()` with H.264 alone: one call for each H.264 profile and packetization mode that can be sent.
// https://www.rfc-editor.org/rfc/rfc7742#section-6.2
// META: timeout=240
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "video", "video/H264") };
}
