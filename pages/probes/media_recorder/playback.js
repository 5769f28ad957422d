// Records numbered frames and a tone with MediaRecorder's default mimeType, and plays the file in a video element.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=150
import { recordAndPlayStamped } from "../../lib/playback.js";

export default async function (rtc) {
  const { made, played } = await recordAndPlayStamped(rtc, null, { withSound: true });
  if (made.error) return { facts: { recorded: made.error } };
  const { tone, ...facts } = played;
  return { facts: { recorded: "yes", mimeType: made.mimeType, ...facts }, notes: { tone, size: made.blob.size } };
}
