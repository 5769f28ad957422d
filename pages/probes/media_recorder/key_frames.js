// Records with videoKeyFrameIntervalCount and videoKeyFrameIntervalDuration; counts the keyframes of the files.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videokeyframeintervalcount
// META: timeout=90
import { recordStamped } from "../../lib/playback.js";

const CASES = {
  usual: {},
  intervalCount10: { videoKeyFrameIntervalCount: 10 },
  intervalDuration500: { videoKeyFrameIntervalDuration: 500 },
};

// Three keyframes need thirty frames; a busy machine encodes fewer than were drawn and gets more time.
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
  // Without an interval the number of keyframes depends on the length of the recording
  const several = Object.keys(options).length > 0 ? { several: picture.keyFrames >= 3 } : {};
  return { recorded: "yes", hasKeyframe: picture.keyFrames > 0, ...several };
}

export default async function (rtc) {
  const recorded = Object.entries(CASES).map(async ([name, options]) => [name, await record(rtc, name, options)]);
  return { facts: Object.fromEntries(await Promise.all(recorded)) };
}
