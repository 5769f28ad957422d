// Record each MIME type that the browser supports, inspect the file with ffprobe, and return what two runs have in common.

import { recordAndPlayStamped } from "./playback.js";

const WIDTH = 160;
const HEIGHT = 90;
// More parallel encoders would slow each other down too much on a busy machine.
const AT_ONCE = 2;

// Map MediaRecorder's codec names ("avc1.42000c", "opus") to ffprobe's.
const FAMILIES = {
  vp8: "vp8", vp9: "vp9", vp09: "vp9", av1: "av1", av01: "av1", h264: "h264", avc1: "h264", avc3: "h264", hvc1: "hevc", hev1: "hevc",
  opus: "opus", mp4a: "aac", pcm: "pcm_f32le", flac: "flac", vorbis: "vorbis",
};

// Return the codecs of a MIME type as ffprobe names them, or null if it names none.
export function codecsOf(type) {
  const named = /codecs="?([^"]*)"?/.exec(type)?.[1];
  if (!named) return null;
  return named.split(",").map((name) => name.trim().toLowerCase().split(".")[0]).map((name) => FAMILIES[name] ?? name).sort();
}

// Return the values of a file that do not vary between runs. Times and counts are replaced by plausibility checks.
export function sharedOf(told) {
  if (told.error) return { readable: false };
  const [picture] = told.streams.filter(({ kind }) => kind === "video");
  const [sound] = told.streams.filter(({ kind }) => kind === "audio");
  return {
    readable: true,
    format: told.format,
    container: told.container,
    hasDuration: told.duration !== null,
    kinds: told.streams.map(({ kind }) => kind).sort(),
    codecs: told.streams.map(({ codec }) => codec).sort(),
    ...(picture && { size: `${picture.width}x${picture.height}`, profile: picture.profile, tag: picture.tag }),
    ...(picture && { hasKeyframe: picture.keyFrames > 0 }),
    ...(sound && { rate: sound.rate, channels: sound.channels }),
  };
}

async function record(rtc, type, wanted) {
  const { made, played } = await recordAndPlayStamped(rtc, type, { width: WIDTH, height: HEIGHT, ...wanted });
  if (made.error) return { recorded: made.error };
  const told = await rtc.inspect(made.blob, { name: type });
  rtc.note(type, { said: made.mimeType, size: made.blob.size, told });
  const asked = codecsOf(type);
  rtc.note(`${type} played`, played);
  const inside = (told.streams ?? []).map(({ codec }) => codec).sort();
  return {
    recorded: "yes",
    said: made.mimeType,
    file: sharedOf(told),
    codecsAsRequested: asked === null ? null : asked.join() === inside.join(),
    codecsMatchMimeType: codecsOf(made.mimeType)?.join() === inside.join(),
    plays: played.plays,
    frameNumbersAdvance: played.numbersAdvance,
    frameNumbersToEnd: played.numbersToTheEnd,
    sounds: played.hasSound,
    audioToEnd: played.soundToTheEnd,
  };
}

// Return the facts for MIME types {type: {withSound, withPicture}}: one entry for each type that the browser supports.
export async function recordClaimed(rtc, types) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder");
  const claimed = Object.entries(types).filter(([type]) => MediaRecorder.isTypeSupported(type));
  if (claimed.length === 0) rtc.unsupported(`recording ${Object.keys(types)[0]}`);
  const facts = {};
  for (let at = 0; at < claimed.length; at += AT_ONCE) {
    const some = claimed.slice(at, at + AT_ONCE);
    const recorded = await Promise.all(some.map(([type, wanted]) => record(rtc, type, wanted)));
    some.forEach(([type], index) => (facts[type] = recorded[index]));
  }
  return facts;
}
