// Captures the own tab with frameRate.max and counts the frames that getDisplayMedia() delivers.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: spoils
// META: alone
// META: timeout=60

import { poster } from "../../lib/colours.js";

const RATES = [5, 10];
const SECONDS = 2;
const FRAMES = 3;

// Frames per second over two seconds, or longer until a few frames have arrived at a low rate.
async function count(rtc, track) {
  const video = await rtc.play(track);
  const frames = () => video.getVideoPlaybackQuality().totalVideoFrames;
  const [first, started] = [frames(), performance.now()];
  const lasted = () => performance.now() - started >= SECONDS * 1000;
  const come = () => frames() - first >= FRAMES;
  await rtc.until(lasted, { ms: 20000, label: "two seconds of frames" });
  const moves = (await rtc.attempt(() => rtc.until(come, { ms: 15000, label: `${FRAMES} frames` }))).ok;
  return { moves, delivered: (frames() - first) / ((performance.now() - started) / 1000) };
}

export default async function (rtc) {
  poster(rtc, "blue");
  const facts = {};
  const metrics = {};
  for (const rate of RATES) {
    const stream = await rtc.captureTab({ video: { frameRate: { max: rate } } });
    const [track] = stream.getVideoTracks();
    const { moves, delivered } = await count(rtc, track);
    metrics[`frames_a_second_at_${rate}`] = delivered;
    facts[`frameRateMax${rate}`] = {
      frameRateWithinMax: delivered <= rate * 1.3,
      moves,
      setting: Math.round(track.getSettings().frameRate),
    };
    track.stop();
  }
  return { facts, metrics };
}
