// Records getDisplayMedia() of the own tab with its audio, mixed with the microphone, with MediaRecorder.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: stage=files
// META: spoils
// META: timeout=90
import { tonesIn } from "../../lib/hears.js";
import { playRecording } from "../../lib/playback.js";
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

// The tone of the tab; the microphone of the stage plays 440 Hz.
const TAB = 1320;
const MICROPHONE = 440;
const FRAMES = 60;
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

// Shows the numbered frames in the whole window and plays a tone.
function perform(rtc, audio) {
  const stamped = stampedTrack(rtc);
  stamped.canvas.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;z-index:9";
  document.body.append(stamped.canvas);
  rtc.cleanup(() => stamped.canvas.remove());
  const tone = new OscillatorNode(audio, { frequency: TAB });
  tone.connect(new GainNode(audio, { gain: 0.3 })).connect(audio.destination);
  tone.start();
  return stamped;
}

async function mix(rtc, audio, tab, microphone) {
  const out = audio.createMediaStreamDestination();
  for (const stream of [tab, microphone]) audio.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(out);
  return new MediaStream([...tab.getVideoTracks(), ...out.stream.getAudioTracks()]);
}

export default async function (rtc) {
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  const running = await rtc.attempt(() => rtc.within(3000, audio.resume(), "AudioContext.resume()"));
  if (!running.ok) rtc.unsupported("a page that plays");
  const stamped = perform(rtc, audio);
  const tab = await rtc.captureTab({ audio: { ...RAW, suppressLocalAudioPlayback: false } });
  if (tab.getAudioTracks().length === 0) rtc.unsupported("the sound of a tab");
  const microphone = await rtc.microphone(RAW);
  const taken = await openRecorder(rtc, await mix(rtc, audio, tab, microphone));
  if (taken.error) return { facts: { recorded: taken.error } };
  taken.recorder.start();
  await rtc.event(taken.recorder, "start", 20000);
  const goal = stamped.count() + FRAMES;
  await rtc.until(() => stamped.count() >= goal, { ms: 25000, label: "frames for the recording" });
  const { blob, error } = await taken.finish();
  if (error || !blob) return { facts: { recorded: error ?? "nothing" } };
  tab.getTracks().forEach((track) => track.stop());
  const told = await rtc.inspect(blob, { name: "tab and microphone" });
  const heard = await tonesIn(rtc, blob, [TAB, MICROPHONE]);
  const { plays, numbersAdvance, numbersToTheEnd } = await playRecording(rtc, blob, { last: goal, lasting: FRAMES / 2 });
  return {
    facts: {
      recorded: "yes",
      kinds: (told.streams ?? []).map(({ kind }) => kind).sort(),
      plays,
      frameNumbersAdvance: numbersAdvance,
      frameNumbersToEnd: numbersToTheEnd,
      tabTone: heard.tones[TAB],
      microphoneTone: heard.tones[MICROPHONE],
      audioToEnd: heard.toTheEnd[TAB] && heard.toTheEnd[MICROPHONE],
    },
    notes: { told, heard },
  };
}
