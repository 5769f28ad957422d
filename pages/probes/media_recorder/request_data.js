// Calls MediaRecorder.requestData() several times; notes timecode and type of each Blob and plays them together.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-requestdata
// META: timeout=90
import { playRecording } from "../../lib/playback.js";
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

const TIMES = 3;
const FRAMES = 20;

// Calls requestData() several times, each after some frames; returns whether a Blob came for each.
async function askOften(rtc, recorder, stamped, all) {
  const answered = [];
  for (let time = 0; time < TIMES; time += 1) {
    const goal = stamped.count() + FRAMES;
    await rtc.until(() => stamped.count() >= goal, { ms: 20000, label: "frames for the recording" });
    const asked = all.length;
    recorder.requestData();
    const got = await rtc.attempt(() => rtc.until(() => all.length > asked, { ms: 20000, label: "MediaRecorder dataavailable event" }));
    answered.push(got.ok);
  }
  return answered;
}

export default async function (rtc) {
  const stamped = stampedTrack(rtc, { width: 320, height: 180 });
  const taken = await openRecorder(rtc, new MediaStream([stamped.track]));
  if (taken.error) throw new Error(taken.error);
  const { recorder, pieces } = taken;
  const all = [];
  recorder.addEventListener("dataavailable", ({ data, timecode }) => all.push({ type: data.type, size: data.size, timecode }));
  const before = { mimeType: recorder.mimeType, asked: await rtc.attempt(async () => recorder.requestData()) };
  recorder.start();
  await rtc.event(recorder, "start", 20000);
  const during = recorder.mimeType;
  const answered = await askOften(rtc, recorder, stamped, all);
  const last = stamped.count();
  const { blob, mimeType } = await taken.finish();
  const played = blob ? await playRecording(rtc, blob, { last, lasting: FRAMES }) : {};
  const timecodes = all.map(({ timecode }) => timecode);
  return {
    facts: {
      beforeStart: before.asked.ok ? "taken" : before.asked.error.name,
      mimeTypeBeforeStart: before.mimeType,
      mimeTypeWhileRecording: during,
      mimeTypeAfterStop: mimeType,
      dataavailablePerRequest: answered.every(Boolean),
      dataavailableAtStop: all.length > TIMES,
      hasData: pieces.length > 0,
      blobTypes: [...new Set(all.filter(({ size }) => size > 0).map(({ type }) => type))],
      timecodesAreNumbers: timecodes.every((timecode) => typeof timecode === "number"),
      timecodesIncrease: timecodes.every((timecode, at) => at === 0 || timecode >= timecodes[at - 1]),
      plays: played.plays ?? false,
      frameNumbersAdvance: played.numbersAdvance ?? false,
      frameNumbersToEnd: played.numbersToTheEnd ?? false,
    },
    notes: { all },
  };
}
