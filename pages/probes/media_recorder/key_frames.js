// Asks for key frames by count and by time, and counts those that are in the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videokeyframeintervalcount
// META: timeout=90
import { recordStamped } from "../../lib/playback.js";

const CASES = {
  usual: {},
  every_ten: { videoKeyFrameIntervalCount: 10 },
  each_half_second: { videoKeyFrameIntervalDuration: 500 },
};

// Three key frames need thirty pictures; a busy machine codes fewer than were drawn, and is given longer.
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
  // How many there are where none are asked for depends on how long a busy machine was given
  const several = Object.keys(options).length > 0 ? { several: picture.keyFrames >= 3 } : {};
  return { recorded: "yes", first_is_there: picture.keyFrames > 0, ...several };
}

export default async function (rtc) {
  const recorded = Object.entries(CASES).map(async ([name, options]) => [name, await record(rtc, name, options)]);
  return { facts: Object.fromEntries(await Promise.all(recorded)) };
}
