// Records the audio and video tracks that an RTCPeerConnection receives, and plays the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=150
import { tonesIn } from "../../lib/hears.js";
import { playRecording } from "../../lib/playback.js";
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

const FRAMES = 80;
// The last frames are still in the jitter buffer: some of the later half have to be there.
const LATE = 40;

async function call(rtc, stamped) {
  const tone = await rtc.toneTrack(440);
  const received = new MediaStream();
  await rtc.loopback({
    prepare(a, b) {
      b.addEventListener("track", ({ track }) => received.addTrack(track));
      const sent = new MediaStream([stamped.track, tone]);
      sent.getTracks().forEach((track) => a.addTrack(track, sent));
    },
  });
  return received;
}

export default async function (rtc) {
  const stamped = stampedTrack(rtc, { width: 320, height: 180 });
  const received = await call(rtc, stamped);
  await rtc.play(received);
  const taken = await openRecorder(rtc, received);
  if (taken.error) return { facts: { recorded: taken.error } };
  taken.recorder.start();
  await rtc.event(taken.recorder, "start", 20000);
  const goal = stamped.count() + FRAMES;
  await rtc.until(() => stamped.count() >= goal, { ms: 20000, label: "frames for the recording" });
  const { blob, error } = await taken.finish();
  if (error || !blob) return { facts: { recorded: error ?? "nothing" } };
  const told = await rtc.inspect(blob, { name: "of a call" });
  const played = await playRecording(rtc, blob, { last: goal, lasting: LATE });
  const heard = await tonesIn(rtc, blob, [440]);
  return {
    facts: {
      recorded: "yes",
      kinds: (told.streams ?? []).map(({ kind }) => kind).sort(),
      plays: played.plays,
      frameNumbersAdvance: played.numbersAdvance,
      frameNumbersToEnd: played.numbersToTheEnd,
      tone: heard.tones[440],
      toneToEnd: heard.toTheEnd[440],
    },
    notes: { told, heard },
  };
}
