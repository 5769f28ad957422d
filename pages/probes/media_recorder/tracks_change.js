// Adds, removes and ends tracks of a stream during MediaRecorder's recording; notes events, errors and data.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

const FRAMES = 20;

// Returns whether it still records: after more frames, requestData() has to return new data.
async function goesOn(rtc, { recorder, pieces }, source) {
  const goal = source.count() + FRAMES;
  await rtc.until(() => source.count() >= goal, { ms: 20000, label: "more frames for the recording" });
  if (recorder.state !== "recording") return false;
  const before = pieces.length;
  recorder.requestData();
  return (await rtc.attempt(() => rtc.until(() => pieces.length > before, { ms: 20000, label: "MediaRecorder dataavailable event" }))).ok;
}

async function change(rtc, act, { waits = true } = {}) {
  const first = stampedTrack(rtc, { width: 160, height: 120 });
  const second = stampedTrack(rtc, { width: 160, height: 120 });
  const tone = await rtc.toneTrack(440);
  const stream = new MediaStream([first.track, tone]);
  const taken = await openRecorder(rtc, stream);
  if (taken.error) return { recorded: taken.error };
  const { recorder, events, errors } = taken;
  recorder.start();
  const goal = first.count() + FRAMES;
  await rtc.attempt(() => rtc.event(recorder, "start", 20000));
  await rtc.until(() => first.count() >= goal, { ms: 20000, label: "frames for the recording" });
  act({ stream, first: first.track, tone, more: second.track });
  const stopped = () => rtc.until(() => events.includes("stop"), { ms: 20000, label: "MediaRecorder stop event" });
  const ended = waits ? (await rtc.attempt(stopped)).ok : !(await goesOn(rtc, taken, first));
  const { blob } = await taken.finish();
  return { stopsByItself: ended, events, errors, hasData: blob !== null, state: recorder.state };
}

export default async function (rtc) {
  return {
    facts: {
      added: await change(rtc, ({ stream, more }) => stream.addTrack(more)),
      removed: await change(rtc, ({ stream, tone }) => stream.removeTrack(tone)),
      allTracksEnded: await change(rtc, ({ first, tone }) => [first, tone].forEach((track) => track.stop())),
      oneTrackEnded: await change(rtc, ({ tone }) => tone.stop(), { waits: false }),
    },
  };
}
