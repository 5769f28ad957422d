// Records with MediaRecorder.pause() and resume(); notes whether frames and time of the pause are in the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-pause
// META: timeout=90
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";
import { playRecording } from "../../lib/playback.js";

const FRAMES = 30;
const PAUSED_FRAMES = 60;

// Waits for so many frames of the source; returns the seconds that it took.
async function passed(rtc, stamped, frames) {
  const [begun, goal] = [performance.now(), stamped.count() + frames];
  await rtc.until(() => stamped.count() >= goal, { ms: 20000, label: "frames for the recording" });
  return (performance.now() - begun) / 1000;
}

export default async function (rtc) {
  const stamped = stampedTrack(rtc, { width: 320, height: 180 });
  const taken = await openRecorder(rtc, new MediaStream([stamped.track]));
  if (taken.error) throw new Error(taken.error);
  const { recorder, events } = taken;
  const pass = (frames) => passed(rtc, stamped, frames);
  recorder.start();
  await rtc.event(recorder, "start");
  const states = [recorder.state];
  let recorded = await pass(FRAMES);
  recorder.pause();
  states.push(recorder.state);
  const paused = await pass(PAUSED_FRAMES);
  recorder.pause();
  recorder.resume();
  states.push(recorder.state);
  recorder.resume();
  recorded += await pass(FRAMES);
  const last = stamped.count();
  const { blob, error } = await taken.finish();
  if (error || !blob) return { facts: { recorded: error ?? "nothing" } };
  const told = await rtc.inspect(blob, { name: "paused" });
  const span = Math.max(...(told.streams ?? []).map(({ from, to }) => to - from));
  const played = await playRecording(rtc, blob, { last, lasting: FRAMES });
  return {
    facts: {
      recorded: "yes",
      states,
      events: events.filter((type, at) => type !== "dataavailable" || events[at - 1] !== type),
      pauseOmitted: span < recorded + paused / 2,
      plays: played.plays,
      frameNumbersAdvance: played.numbersAdvance,
      frameNumbersToEnd: played.numbersToTheEnd,
    },
    notes: { span, recorded_s: recorded, paused_s: paused, told },
  };
}
