// Whether media really come out at the other end: pictures by their numbers, sound by its tone, and that both stop.

import { readStamp, watchStamps } from "./stamp.js";

const FRAMES = 5;
// A frame drawn just before a change may still be on its way: this many later than the change are none of it.
const UNDER_WAY = 12;

// Whether numbered frames arrive on a track, in their order.
export async function sees(rtc, track, { ms = 12000 } = {}) {
  const seen = await watchStamps(rtc, track, { enough: FRAMES, ms });
  return seen.read >= FRAMES && seen.backwards === 0;
}

// Whether frames that are drawn from now on are shown by a video element that plays the other end.
export async function goesOn(rtc, source, video, { ms = 12000 } = {}) {
  const from = source.count();
  const look = () => {
    const number = readStamp(video);
    return number !== null && number > from + FRAMES;
  };
  return (await rtc.attempt(() => rtc.until(look, { ms, label: "frames drawn from now on" }))).ok;
}

// Whether no frame that is drawn from now on is shown, while many are drawn.
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
  // Chromium gives a received track's sound to WebAudio only while an element plays it (https://crbug.com/121673).
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
}

// Whether a tone, and no other, is heard on a track.
export async function hears(rtc, track, hz, { ms = 12000 } = {}) {
  playSound(rtc, track);
  const near = async () => {
    const heard = await rtc.tone(track, { ms: 1500 });
    return heard !== null && Math.abs(heard - hz) < hz / 20;
  };
  return (await rtc.attempt(() => rtc.until(near, { ms, label: `a tone of ${hz} Hz` }))).ok;
}

// Whether nothing is heard any more on a track, within the time.
export async function fallsSilent(rtc, track, { ms = 12000 } = {}) {
  const silent = async () => (await rtc.tone(track, { ms: 500 })) === null;
  return (await rtc.attempt(() => rtc.until(silent, { ms, label: "silence" }))).ok;
}

// Events of a track that tell whether media come, in their order.
export function recordTrack(track) {
  const events = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => events.push(type));
  return events;
}
