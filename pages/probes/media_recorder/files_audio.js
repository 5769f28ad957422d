// Records each audio type of isTypeSupported(); inspects container, codec, rate and channels, and looks for the tone.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-mimetype
// META: timeout=90
import { tonesIn } from "../../lib/hears.js";
import { codecsOf, sharedOf } from "../../lib/recorded.js";
import { openRecorder } from "../../lib/recorder.js";

const TYPES = [
  "audio/webm;codecs=opus", "audio/webm;codecs=pcm", "audio/ogg;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4;codecs=flac", "audio/flac", "audio/wav",
];
const HERTZ = 440;
const PIECES = 14;

async function record(rtc, track, type) {
  const taken = await openRecorder(rtc, new MediaStream([track]), { mimeType: type });
  if (taken.error) return { recorded: taken.error };
  // Blobs show that there is audio; an encoder that returns all data at the end gets four seconds
  taken.recorder.start(200);
  await rtc.attempt(() => rtc.until(() => taken.pieces.length >= PIECES, { ms: 20000, label: "dataavailable events" }));
  const { blob, mimeType, error } = await taken.finish();
  if (error || !blob) return { recorded: error ?? "nothing" };
  const told = await rtc.inspect(blob, { name: type });
  const heard = await tonesIn(rtc, blob, [HERTZ]);
  rtc.note(type, { said: mimeType, size: blob.size, told, heard });
  const inside = (told.streams ?? []).map(({ codec }) => codec).join();
  return {
    recorded: "yes",
    said: mimeType,
    file: sharedOf(told),
    codecsAsRequested: codecsOf(type)?.join() === inside,
    tone: heard.tones[HERTZ],
    toneToEnd: heard.toTheEnd[HERTZ],
  };
}

export default async function (rtc) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder");
  const claimed = TYPES.filter((type) => MediaRecorder.isTypeSupported(type));
  if (claimed.length === 0) rtc.unsupported("recording sound");
  const track = await rtc.toneTrack(HERTZ);
  const recorded = await Promise.all(claimed.map((type) => record(rtc, track, type)));
  return { facts: Object.fromEntries(claimed.map((type, index) => [type, recorded[index]])) };
}
