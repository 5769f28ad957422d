// `MediaRecorder` with each MP4 and QuickTime type that `isTypeSupported()` accepts: whether it records and plays.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=120
import { recordContainers } from "../../lib/recording.js";

export default async function (rtc) {
  return { facts: await recordContainers(rtc, ["video/mp4", "video/quicktime"]) };
}
