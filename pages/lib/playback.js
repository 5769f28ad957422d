// Record numbered frames and play the recording. The frame numbers show whether the file is complete.

import { openRecorder } from "./recorder.js";
import { isNear } from "./listening.js";
import { tonesOfRecording } from "./sound.js";
import { readStamp, stampedTrack } from "./stamp.js";

const PATIENCE = 25000;
const ENOUGH = 3;
const LOOK_EVERY = 20;
// The share of the recorded frames, at the end, of which some must be shown: by default the last second.
const END = 0.25;
// A busy machine shows few frames of a short recording: play it again at half speed.
const MOST_PLAYS = 3;
// A busy machine may have recorded no frame at this count: record again with these multiples.
const FRAMES = 60;
const LONGER = [1, 2.5, 5];
// A busy machine may have recorded too few frames of the end: the second recording also has a longer end.
const AGAIN = [1, 2.5];
// A file with headers only is smaller than this, and a file with frames is larger.
const SMALLEST = 800;

async function recordOnce(rtc, tracks, options, isEnough) {
  const taken = await openRecorder(rtc, new MediaStream(tracks), options);
  if (taken.error) return taken;
  const started = await rtc.attempt(async () => taken.recorder.start());
  if (!started.ok) return { error: started.error.name };
  await rtc.attempt(() => rtc.until(() => isEnough() || taken.errors.length > 0, { ms: PATIENCE, label: "frames for the recording" }));
  const { blob, mimeType, error } = await taken.finish();
  const failed = taken.errors[0] ?? error;
  return failed ? { error: failed } : { blob, mimeType };
}

// Record numbered frames, optionally with a 440 Hz tone, as `mimeType` (null: the browser's default). Return {blob,
// mimeType, last, lasting} or {error}: the recorder's final type, the last number drawn before the end, and how many of the
// last frames count as the end. `options` are further MediaRecorder options; `frames` is the number of frames to draw.
export async function recordStamped(rtc, mimeType, { withSound = false, frames = FRAMES, ...more } = {}) {
  const { width = 320, height = 180, options = {} } = more;
  const stamped = stampedTrack(rtc, { width, height, framesPerSecond: 15 });
  const tracks = withSound ? [stamped.track, await rtc.toneTrack(440)] : [stamped.track];
  let made = { error: "nothing recorded" };
  for (const times of LONGER) {
    const goal = stamped.count() + frames * times;
    const wanted = { videoBitsPerSecond: 400_000, ...options, ...(mimeType ? { mimeType } : {}) };
    made = await recordOnce(rtc, tracks, wanted, () => stamped.count() >= goal);
    Object.assign(made, { last: goal, lasting: frames * times * END });
    if (made.error || (made.blob && made.blob.size > SMALLEST)) break;
  }
  tracks.forEach((track) => track.stop());
  return made.error || made.blob ? made : { error: "nothing recorded" };
}

function open(rtc, blob) {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  rtc.cleanup(() => URL.revokeObjectURL(address));
  Object.assign(video, { muted: true, playsInline: true });
  video.style.cssText = "position:fixed;right:0;bottom:0;width:64px;height:48px";
  rtc.cleanup(() => video.remove());
  document.body.append(video);
  video.src = address;
  return video;
}

// Read numbers until there are enough, also enough from `late` on. Play again if the recording ends before that.
async function watch(rtc, video, late) {
  const seen = { numbers: new Set(), backwards: 0, moved: false, late: 0 };
  let last = { number: null, time: -1 };
  let plays = 1;
  let over = false;
  const look = () => {
    const time = video.currentTime;
    if (time > 0.05) seen.moved = true;
    const number = video.readyState >= 2 && video.videoWidth > 0 ? readStamp(video) : null;
    if (number !== null && number !== last.number) {
      if (last.number !== null && number < last.number && time >= last.time) seen.backwards += 1;
      seen.numbers.add(number);
      seen.late = [...seen.numbers].filter((each) => each >= late).length;
      last = { number, time };
    }
    const enough = seen.numbers.size >= ENOUGH && seen.late >= ENOUGH;
    if (video.ended && !enough) {
      over = video.videoWidth === 0 || plays >= MOST_PLAYS;
      plays += 1;
      Object.assign(video, { currentTime: 0, playbackRate: 0.5 });
      video.play().catch(() => {});
    }
    return video.error || over || (seen.moved && (enough || (video.videoWidth === 0 && video.readyState >= 2)));
  };
  await rtc.attempt(() => rtc.until(look, { ms: PATIENCE, every: LOOK_EVERY, label: "playback of the recording" }));
  return seen;
}

// Decode the audio of a recording: {hasSound, soundToTheEnd, tone}. `soundToTheEnd` is true if the last second contains the
// loudest tone, and null without audio. The duration of the audio is not compared: on a busy machine Web Audio falls
// behind, and a recording with every video frame had a third of the audio.
async function listen(rtc, blob) {
  const heard = await rtc.attempt(() => tonesOfRecording(blob));
  const { loudest, last } = heard.ok ? heard.value : { loudest: null, last: null };
  if (!loudest) return { hasSound: false, soundToTheEnd: null, tone: null };
  return { hasSound: true, soundToTheEnd: isNear(last?.hz ?? null, loudest.hz), tone: Math.round(loudest.hz) };
}

// Play a recording in this browser: {plays, error?, width, height, numbersAdvance, numbersToTheEnd, hasSound,
// soundToTheEnd, tone}. `plays` is true if currentTime advanced. `numbersAdvance` is true if three numbered frames were
// shown in order. `numbersToTheEnd` is true if three of the `lasting` frames up to number `last` were shown. Both are null
// without video. `tone` is the loudest frequency of the decoded audio in Hz, null without audio.
export async function playRecording(rtc, blob, { last, lasting }) {
  const video = open(rtc, blob);
  const asked = await rtc.attempt(() => rtc.within(PATIENCE, video.play(), "play"));
  const nothing = { numbers: new Set(), backwards: 0, moved: false, late: 0 };
  const seen = video.error ? nothing : await watch(rtc, video, last - lasting);
  const plays = seen.moved && !video.error;
  const error = video.error ? `MediaError ${video.error.code}` : asked.error?.name;
  const { videoWidth: width, videoHeight: height } = video;
  const numbers = [...seen.numbers];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const { late, backwards } = seen;
  rtc.note("numbers seen", { first: least, last: most, count: numbers.length, late, backwards, drawn: last });
  video.removeAttribute("src");
  video.load();
  video.remove();
  return {
    plays,
    ...(error && !plays ? { error } : {}),
    width,
    height,
    numbersAdvance: width > 0 ? seen.numbers.size >= ENOUGH && seen.backwards === 0 : null,
    numbersToTheEnd: width > 0 ? seen.late >= ENOUGH : null,
    ...(await listen(rtc, blob)),
  };
}

const isWhole = ({ plays, numbersToTheEnd, soundToTheEnd }) => plays && numbersToTheEnd !== false && soundToTheEnd !== false;

// Record numbered frames and play them: {made, played}. `played` is null if nothing was recorded. An incomplete recording
// is made again, longer.
export async function recordAndPlayStamped(rtc, mimeType, wanted = {}) {
  let outcome = null;
  for (const times of AGAIN) {
    const made = await recordStamped(rtc, mimeType, { ...wanted, frames: (wanted.frames ?? FRAMES) * times });
    outcome = { made, played: made.error ? null : await playRecording(rtc, made.blob, made) };
    if (!outcome.played || isWhole(outcome.played)) break;
  }
  return outcome;
}
