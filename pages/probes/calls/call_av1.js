// `setCodecPreferences()` with AV1 alone: one call for each AV1 profile that can be sent.
// https://aomediacodec.github.io/av1-rtp-spec/
// META: timeout=150
import { codecCall } from "../../lib/codecs.js";

export default async function (rtc) {
  return { facts: await codecCall(rtc, "video", "video/AV1") };
}
