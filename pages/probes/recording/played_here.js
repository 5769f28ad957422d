// Records numbered pictures and a tone as the browser likes, and plays the file: the numbers advance, the tone is heard.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { playRecording, recordStamped } from "../../lib/playback.js";

export default async function (rtc) {
  const made = await recordStamped(rtc, null, { withSound: true });
  if (made.error) return { facts: { recorded: made.error } };
  const { tone, ...facts } = await playRecording(rtc, made.blob, made);
  return { facts: { recorded: "yes", mimeType: made.mimeType, ...facts }, notes: { tone, size: made.blob.size } };
}
