// Captures its own tab, in which something moves all the time, at limited frame rates and counts the frames that come.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: spoils
// META: alone

import { poster } from "../../lib/colours.js";

const RATES = [5, 10];
const SECONDS = 2;

async function count(rtc, track) {
  const video = await rtc.play(track);
  const frames = () => video.getVideoPlaybackQuality().totalVideoFrames;
  const [first, started] = [frames(), performance.now()];
  await rtc.until(() => performance.now() - started >= SECONDS * 1000, { ms: SECONDS * 2000, label: "two seconds of frames" });
  return (frames() - first) / ((performance.now() - started) / 1000);
}

export default async function (rtc) {
  poster(rtc, "blue");
  const facts = {};
  const metrics = {};
  for (const rate of RATES) {
    const stream = await rtc.captureTab({ video: { frameRate: { max: rate } } });
    const [track] = stream.getVideoTracks();
    const delivered = await count(rtc, track);
    metrics[`frames_a_second_at_${rate}`] = delivered;
    facts[`at_${rate}`] = {
      at_most: delivered <= rate * 1.3,
      moves: delivered >= rate * 0.3,
      setting: Math.round(track.getSettings().frameRate),
    };
    track.stop();
  }
  return { facts, metrics };
}
