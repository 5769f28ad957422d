// Records with videoKeyFrameIntervalCount and videoKeyFrameIntervalDuration; counts the keyframes of the files.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videokeyframeintervalcount
// META: timeout=90
import { recordStamped } from "../../lib/playback.js";

const CASES = {
  usual: {},
  intervalCount10: { videoKeyFrameIntervalCount: 10 },
  intervalDuration500: { videoKeyFrameIntervalDuration: 500 },
};

// Without these options there are also keyframes, more of them the longer a recording is. So their share is what counts:
// one of 11 frames; one in a second of the file, or each frame where frames are far apart.
const AT_INTERVAL = {
  intervalCount10: ({ packets, keyFrames }) => keyFrames * 11 >= packets,
  intervalDuration500: ({ to, packets, keyFrames }) => keyFrames >= Math.min(to, packets),
};

// Enough for three keyframes; a busy machine encodes fewer than were drawn and gets more time.
const FRAMES = 33;
const DRAWN = [50, 120, 250];

async function record(rtc, name, options) {
  let video = null;
  for (const frames of DRAWN) {
    const made = await recordStamped(rtc, null, { frames, options });
    if (made.error) return { recorded: made.error };
    const told = await rtc.inspect(made.blob, { name: `key frames ${name}` });
    video = (told.streams ?? []).find(({ kind }) => kind === "video") ?? { packets: 0, keyFrames: 0 };
    rtc.note(name, video);
    if (video.packets >= FRAMES) break;
  }
  const atInterval = name in AT_INTERVAL ? { keyframesAtInterval: AT_INTERVAL[name](video) } : {};
  return { recorded: "yes", hasKeyframe: video.keyFrames > 0, ...atInterval };
}

export default async function (rtc) {
  const recorded = Object.entries(CASES).map(async ([name, options]) => [name, await record(rtc, name, options)]);
  return { facts: Object.fromEntries(await Promise.all(recorded)) };
}
