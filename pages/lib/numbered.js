// Check that the numbered frames of pages/lib/stamp.js are shown. A number counts only if the source has drawn it since the
// check began, so that a number which a decoder produces from noise does not count.

import { LASTING, readStamp } from "./stamp.js";

// Read the numbers of a received track continuously: {numbers(), drawn(), readable(), again(after), size()}. numbers() is
// the count of different source numbers read so far. readable() is true if any frame had a number, also an old one.
// again(after) restarts the count at the frame drawn `after` frames from now. drawn() is the number of frames drawn since
// then. `source` is the return value of stampedTrack. If no frame ever arrives, the count stays 0.
export function watcher(rtc, received, source) {
  const video = document.createElement("video");
  rtc.cleanup(() => {
    video.srcObject = null;
    video.remove();
  });
  Object.assign(video, { muted: true, playsInline: true, autoplay: true, srcObject: new MediaStream([received]) });
  video.style.cssText = "position:fixed;right:0;bottom:0;width:64px;height:48px";
  document.body.append(video);
  video.play().catch(() => {});
  const canvas = new OffscreenCanvas(64, 48);
  let from = source.count();
  let read = new Set();
  let readable = false;
  const looking = setInterval(() => {
    if (video.readyState < 2 || !video.videoWidth) return;
    const number = readStamp(video, canvas);
    readable ||= number !== null;
    if (number !== null && number >= from && number <= source.count()) read.add(number);
  }, 25);
  rtc.cleanup(() => clearInterval(looking));
  return {
    numbers: () => read.size,
    drawn: () => source.count() - from,
    readable: () => readable,
    again: (after = 0) => {
      from = source.count() + 1 + after;
      read = new Set();
    },
    size: () => (video.videoWidth ? `${video.videoWidth}x${video.videoHeight}` : null),
  };
}

// Frames that the source must have drawn before a call with too few received frames is given up, and the maximum time.
const DRAWN = 100;
const AT_MOST = 60000;

// Wait until a watcher has read `enough` new numbers of frames drawn from now on, or from `after` frames later. Return
// false if it has not. On a busy machine the source is slow as well: the wait ends after `ms`, but not before enough frames
// were drawn.
export async function sees(rtc, watch, { enough = 8, after = 0, ms = 12000 } = {}) {
  watch.again(after);
  const soonest = performance.now() + ms;
  const decided = () => watch.numbers() >= enough || (performance.now() > soonest && watch.drawn() > DRAWN);
  await rtc.attempt(() => rtc.until(decided, { ms: AT_MOST, label: `${enough} numbered frames` }));
  return watch.numbers() >= enough;
}

// Return true if frames still arrive and their content still changes LASTING source frames from now on.
export const seesToTheEnd = (rtc, watch, { enough = 8, ms = 6000 } = {}) => sees(rtc, watch, { enough, after: LASTING, ms });
