// Check that media arrives at the remote peer: numbered video frames, an audio tone, and the end of both.

import { readStamp, watchStamps } from "./stamp.js";

const FRAMES = 5;
// Frames already in flight when a change takes effect: up to this many later frames do not count as sent after it.
const UNDER_WAY = 12;

// Return true if numbered frames arrive on a track in order.
export async function sees(rtc, track, { ms = 12000 } = {}) {
  const seen = await watchStamps(rtc, track, { enough: FRAMES, ms });
  return seen.read >= FRAMES && seen.backwards === 0;
}

// Return true if a video element that plays the remote track shows frames drawn from now on.
export async function goesOn(rtc, source, video, { ms = 12000 } = {}) {
  const from = source.count();
  const look = () => {
    const number = readStamp(video);
    return number !== null && number > from + FRAMES;
  };
  return (await rtc.attempt(() => rtc.until(look, { ms, label: "frames drawn from now on" }))).ok;
}

// Return true if the video element shows no frame drawn from now on while the source draws many.
export async function standsStill(rtc, source, video) {
  const from = source.count();
  let highest = -1;
  await rtc.until(() => {
    highest = Math.max(highest, readStamp(video) ?? -1);
    return source.count() > from + 3 * UNDER_WAY;
  }, { ms: 30000, label: "frames that are drawn and not sent" });
  return highest <= from + UNDER_WAY;
}

function playSound(rtc, track) {
  // Chromium passes a received track's audio to Web Audio only while an element plays the track (https://crbug.com/121673).
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
}

// Return true if the track carries a tone of `hz`.
export async function hears(rtc, track, hz, { ms = 12000 } = {}) {
  playSound(rtc, track);
  const near = async () => {
    const heard = await rtc.tone(track, { ms: 1500 });
    return heard !== null && Math.abs(heard - hz) < hz / 20;
  };
  return (await rtc.attempt(() => rtc.until(near, { ms, label: `a ${hz} Hz tone` }))).ok;
}

// Return true if the track becomes silent within `ms`.
export async function fallsSilent(rtc, track, { ms = 12000 } = {}) {
  const silent = async () => (await rtc.tone(track, { ms: 500 })) === null;
  return (await rtc.attempt(() => rtc.until(silent, { ms, label: "silence on the received track" }))).ok;
}

// Record the track's `mute`, `unmute` and `ended` events in order.
export function recordTrack(track) {
  const events = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => events.push(type));
  return events;
}
