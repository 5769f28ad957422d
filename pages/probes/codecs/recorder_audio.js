// `MediaRecorder` with each audio type that `isTypeSupported()` accepts: whether it records, and the file plays.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=120
import { recordAndPlay } from "../../lib/recording.js";

const TYPES = [
  "audio/webm", "audio/webm;codecs=opus", "audio/webm;codecs=pcm", "audio/ogg", "audio/ogg;codecs=opus", "audio/mp4",
  "audio/mp4;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4;codecs=flac", "audio/wav", "audio/mpeg", "audio/aac", "audio/flac",
  "video/webm;codecs=opus", "video/mp4;codecs=opus",
];

export default async function (rtc) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder");
  const stream = new MediaStream([await rtc.toneTrack(440)]);
  const claimed = TYPES.filter((type) => MediaRecorder.isTypeSupported(type));
  const recorded = await Promise.all(claimed.map((type) => recordAndPlay(rtc, stream, type)));
  return { facts: Object.fromEntries(claimed.map((type, index) => [type, recorded[index]])) };
}
