// Records pictures that carry their number, and plays such a recording: whoever has the file can look whether it is whole.

import { openRecorder } from "./recorder.js";
import { toneOfRecording } from "./sound.js";
import { readStamp, stampedTrack } from "./stamp.js";

const PATIENCE = 12000;
const ENOUGH = 5;
const LOOK_EVERY = 20;
// A busy machine may have had no frame yet when the first of these was drawn.
const FRAMES = [40, 100, 200];
// A file of headers alone is smaller, any of these pictures larger.
const SMALLEST = 1500;

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

// Records numbered pictures, with a tone of 440 Hz where wanted, as `mimeType` (null: as the browser likes): {blob, mimeType},
// the type as the recorder calls it in the end, or {error}. `options` are further ones of MediaRecorder.
export async function recordStamped(rtc, mimeType, { withSound = false, width = 320, height = 180, options = {} } = {}) {
  const stamped = stampedTrack(rtc, { width, height });
  const tracks = withSound ? [stamped.track, await rtc.toneTrack(440)] : [stamped.track];
  let made = { error: "nothing recorded" };
  for (const frames of FRAMES) {
    const goal = stamped.count() + frames;
    const wanted = { videoBitsPerSecond: 400_000, ...options, ...(mimeType ? { mimeType } : {}) };
    made = await recordOnce(rtc, tracks, wanted, () => stamped.count() >= goal);
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

// Reads numbers until there are enough. Played again where it ends before: a busy machine shows few pictures of a short film.
async function watch(rtc, video) {
  const seen = { numbers: new Set(), backwards: 0, moved: false };
  let last = { number: null, time: -1 };
  let over = false;
  const look = () => {
    const time = video.currentTime;
    if (time > 0.05) seen.moved = true;
    const number = video.readyState >= 2 && video.videoWidth > 0 ? readStamp(video) : null;
    if (number !== null && number !== last.number) {
      if (last.number !== null && number < last.number && time >= last.time) seen.backwards += 1;
      seen.numbers.add(number);
      last = { number, time };
    }
    if (video.ended) {
      over = video.videoWidth === 0;
      video.currentTime = 0;
      video.play().catch(() => {});
    }
    return video.error || over || (seen.moved && (seen.numbers.size >= ENOUGH || (video.videoWidth === 0 && video.readyState >= 2)));
  };
  await rtc.attempt(() => rtc.until(look, { ms: PATIENCE, every: LOOK_EVERY, label: "a recording that plays" }));
  return seen;
}

// Plays a recording in this browser: {plays, error?, width, height, numbersAdvance, hasSound, tone}. `plays` where time went
// on; `numbersAdvance` where five numbered pictures were seen, none before an earlier one, null where there is no picture;
// `tone` the loudest, in Hz, of the decoded sound, null where there is none.
export async function playRecording(rtc, blob) {
  const video = open(rtc, blob);
  const asked = await rtc.attempt(() => rtc.within(PATIENCE, video.play(), "play"));
  const seen = video.error ? { numbers: new Set(), backwards: 0, moved: false } : await watch(rtc, video);
  const error = video.error ? `MediaError ${video.error.code}` : asked.error?.name;
  const { videoWidth: width, videoHeight: height } = video;
  rtc.note("numbers seen", { first: Math.min(...seen.numbers), count: seen.numbers.size, backwards: seen.backwards });
  video.removeAttribute("src");
  video.load();
  video.remove();
  const heard = await rtc.attempt(() => toneOfRecording(blob));
  return {
    plays: seen.moved && !video.error,
    ...(error ? { error } : {}),
    width,
    height,
    numbersAdvance: width > 0 ? seen.numbers.size >= ENOUGH && seen.backwards === 0 : null,
    hasSound: heard.ok && heard.value !== null,
    tone: heard.ok && heard.value ? Math.round(heard.value.hz) : null,
  };
}
