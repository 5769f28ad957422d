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
// one of 11 frames, and one in a second of the file, twice the interval, because frames may be far apart.
const AT_INTERVAL = {
  intervalCount10: ({ packets, keyFrames }) => keyFrames * 11 >= packets,
  intervalDuration500: ({ to, keyFrames }) => keyFrames >= to,
};

// Enough for three keyframes; a busy machine encodes fewer than were drawn and gets more time.
const PICTURES = 33;
const DRAWN = [50, 120, 250];

async function record(rtc, name, options) {
  let picture = null;
  for (const frames of DRAWN) {
    const made = await recordStamped(rtc, null, { frames, options });
    if (made.error) return { recorded: made.error };
    const told = await rtc.inspect(made.blob, { name: `key frames ${name}` });
    picture = (told.streams ?? []).find(({ kind }) => kind === "video") ?? { packets: 0, keyFrames: 0 };
    rtc.note(name, picture);
    if (picture.packets >= PICTURES) break;
  }
  const atInterval = name in AT_INTERVAL ? { keyframesAtInterval: AT_INTERVAL[name](picture) } : {};
  return { recorded: "yes", hasKeyframe: picture.keyFrames > 0, ...atInterval };
}

export default async function (rtc) {
  const recorded = Object.entries(CASES).map(async ([name, options]) => [name, await record(rtc, name, options)]);
  return { facts: Object.fromEntries(await Promise.all(recorded)) };
}
