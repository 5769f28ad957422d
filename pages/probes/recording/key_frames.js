// Asks for key frames by count and by time, and counts those that are in the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videokeyframeintervalcount
// META: timeout=90
import { recordStamped } from "../../lib/playback.js";

const CASES = {
  usual: {},
  every_ten: { videoKeyFrameIntervalCount: 10 },
  each_half_second: { videoKeyFrameIntervalDuration: 500 },
};

export default async function (rtc) {
  const facts = {};
  for (const [name, options] of Object.entries(CASES)) {
    const made = await recordStamped(rtc, null, { options });
    if (made.error) {
      facts[name] = { recorded: made.error };
      continue;
    }
    const told = await rtc.inspect(made.blob, { name: `key frames ${name}` });
    const picture = (told.streams ?? []).find(({ kind }) => kind === "video") ?? { packets: 0, keyFrames: 0, from: 0, to: 0 };
    rtc.note(name, picture);
    const { packets, keyFrames } = picture;
    facts[name] = { recorded: "yes", first_is_there: keyFrames > 0 };
    if (name === "every_ten") facts[name].often_enough = keyFrames >= Math.floor(packets / 11);
    // A key frame comes with a picture: where the machine is busy, pictures are farther apart than half a second
    if (name === "each_half_second") facts[name].often_enough = keyFrames > 1;
  }
  return { facts };
}
