// Records pictures that carry their number, and plays such a recording: whoever has the file can look whether it is whole.

import { openRecorder } from "./recorder.js";
import { isNear } from "./listening.js";
import { tonesOfRecording } from "./sound.js";
import { readStamp, stampedTrack } from "./stamp.js";

const PATIENCE = 25000;
const ENOUGH = 3;
const LOOK_EVERY = 20;
// The part of the frames drawn while it was recorded, at its end, of which some must be shown: at first the last second.
const END = 0.25;
// A busy machine shows few frames of a short film: it is played again, at half the speed.
const MOST_PLAYS = 3;
// A busy machine may have had no frame yet when so many were drawn; then it is tried so many times longer.
const FRAMES = 60;
const LONGER = [1, 2.5, 5];
// A busy machine may have recorded too few frames of the end; the second time the end is longer too.
const AGAIN = [1, 2.5];
// A file of headers alone is smaller, any of these pictures larger.
const SMALLEST = 800;

async function recordOnce(rtc, tracks, options, isEnough) {
  const taken = await openRecorder(rtc, new MediaStream(tracks), options);
  if (taken.error) return taken;
  const started = await rtc.attempt(async () => taken.recorder.start());
  if (!started.ok) return { error: started.error.name };
  await rtc.attempt(() => rtc.until(() => isEnough() || taken.errors.length > 0, { ms: PATIENCE, label: "enough pictures" }));
  const { blob, mimeType, error } = await taken.finish();
  const failed = taken.errors[0] ?? error;
  return failed ? { error: failed } : { blob, mimeType };
}

// Records numbered pictures, with a tone of 440 Hz where wanted, as `mimeType` (null: as the browser likes): {blob, mimeType,
// last, lasting}, the type as the recorder calls it in the end, the last number drawn before that and how many of the last ones
// are its end, or {error}. `options` are further ones of MediaRecorder, `frames` how many pictures are drawn meanwhile.
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

// Reads numbers until there are enough, and enough from `late` on; played again where it ends before.
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
  await rtc.attempt(() => rtc.until(look, { ms: PATIENCE, every: LOOK_EVERY, label: "a recording that plays" }));
  return seen;
}

// What is in the decoded sound of a recording: {hasSound, soundToTheEnd, tone}; `soundToTheEnd` where the loudest tone is heard
// in the last second too, and null where there is no sound. How long the sound is says nothing: on a busy machine an audio
// graph falls behind, and a third of it was recorded of a call in which every frame was.
async function listen(rtc, blob) {
  const heard = await rtc.attempt(() => tonesOfRecording(blob));
  const { loudest, last } = heard.ok ? heard.value : { loudest: null, last: null };
  if (!loudest) return { hasSound: false, soundToTheEnd: null, tone: null };
  return { hasSound: true, soundToTheEnd: isNear(last?.hz ?? null, loudest.hz), tone: Math.round(loudest.hz) };
}

// Plays a recording in this browser: {plays, error?, width, height, numbersAdvance, numbersToTheEnd, hasSound, soundToTheEnd,
// tone}. `plays` where time went on; `numbersAdvance` where three numbered pictures were seen, none before an earlier one;
// `numbersToTheEnd` where three of the `lasting` ones up to the number `last` were seen; both null where there is no picture.
// `tone` the loudest, in Hz, of the decoded sound, null where there is none.
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

// Records numbered pictures and plays them: {made, played}, `played` null where nothing was made. What is not whole is recorded
// once more, longer.
export async function recordAndPlayStamped(rtc, mimeType, wanted = {}) {
  let outcome = null;
  for (const times of AGAIN) {
    const made = await recordStamped(rtc, mimeType, { ...wanted, frames: (wanted.frames ?? FRAMES) * times });
    outcome = { made, played: made.error ? null : await playRecording(rtc, made.blob, made) };
    if (!outcome.played || isWhole(outcome.played)) break;
  }
  return outcome;
}
