// Calls each method of MediaRecorder in each state; notes state, errors and the order of events.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-state
// META: timeout=60
import { openRecorder } from "../../lib/recorder.js";

const METHODS = ["start", "pause", "resume", "requestData", "stop"];

async function callAll(rtc, recorder, names) {
  const told = {};
  for (const name of names) {
    const called = await rtc.attempt(async () => recorder[name]());
    told[name] = called.ok ? recorder.state : called.error.name;
  }
  return told;
}

export default async function (rtc) {
  const tracks = [rtc.pictureTrack({ width: 160, height: 120 })];
  const taken = await openRecorder(rtc, new MediaStream(tracks));
  if (taken.error) throw new Error(taken.error);
  const { recorder, events } = taken;
  const inactive = await callAll(rtc, recorder, METHODS.filter((name) => name !== "start"));
  const before = { state: recorder.state, events: [...events] };
  recorder.start();
  const atOnce = recorder.state;
  const twice = await rtc.attempt(async () => recorder.start());
  await rtc.event(recorder, "start", 20000);
  recorder.pause();
  const paused = { state: recorder.state, ...(await callAll(rtc, recorder, ["start", "pause"])) };
  recorder.resume();
  const resumed = recorder.state;
  const ended = rtc.event(recorder, "stop", 20000);
  recorder.stop();
  const stopped = recorder.state;
  await ended;
  const afterwards = await callAll(rtc, recorder, ["pause", "resume", "requestData", "stop"]);
  const first = [...events];
  recorder.start();
  const again = recorder.state;
  await rtc.event(recorder, "start", 20000);
  const secondEnd = rtc.event(recorder, "stop", 20000);
  recorder.stop();
  await secondEnd;
  return {
    facts: {
      inactive, before, atOnce, twice: twice.ok ? "taken" : twice.error.name, paused, resumed, stopped, afterwards,
      events: first, again, eventsAfterRestart: events.slice(first.length),
    },
  };
}
