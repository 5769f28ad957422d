// Whether someone really sees the numbered pictures of pages/lib/stamp.js: only numbers count that the source has drawn
// since the look began, so that what a decoder makes of noise is not taken for one.

import { LASTING, readStamp } from "./stamp.js";

// Watches a received track while it lasts: {numbers(): how many of the source's numbers were read so far, readable(): whether
// any frame had a number, also an old one, again(after): counts anew, from the frame drawn so many frames from now, drawn(): how
// many were drawn since that one, size()}.
// `source` is what stampedTrack gave. Needs no first picture: where none ever comes, the count stays 0.
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

// Frames that the source has to have drawn before a call is given up in which too few are shown, and how long that may take.
const DRAWN = 100;
const AT_MOST = 60000;

// Waits until a watcher has read so many new numbers, of frames that are drawn from now on or `after` so many further frames;
// whether it has. On a busy machine the source is slow as well: it is given up after `ms`, but not before enough were drawn.
export async function sees(rtc, watch, { enough = 8, after = 0, ms = 12000 } = {}) {
  watch.again(after);
  const soonest = performance.now() + ms;
  const decided = () => watch.numbers() >= enough || (performance.now() > soonest && watch.drawn() > DRAWN);
  await rtc.attempt(() => rtc.until(decided, { ms: AT_MOST, label: `${enough} numbered frames` }));
  return watch.numbers() >= enough;
}

// Whether frames are still shown, and their content still changes, LASTING frames of the source from now on.
export const seesToTheEnd = (rtc, watch, { enough = 8, ms = 6000 } = {}) => sees(rtc, watch, { enough, after: LASTING, ms });
