// Records two audio tracks, separately and mixed by MediaStreamAudioDestinationNode; looks for both tones.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { tonesIn } from "../../lib/hears.js";
import { openRecorder } from "../../lib/recorder.js";

const [LOW, HIGH] = [440, 1320];
const PIECES = 14;

async function mixed(rtc, tracks) {
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  const running = await rtc.attempt(() => rtc.within(2000, audio.resume(), "AudioContext.resume()"));
  if (!running.ok) return null;
  const out = audio.createMediaStreamDestination();
  for (const track of tracks) audio.createMediaStreamSource(new MediaStream([track])).connect(out);
  return out.stream.getAudioTracks();
}

async function record(rtc, tracks, name) {
  const taken = await openRecorder(rtc, new MediaStream(tracks));
  if (taken.error) return { recorded: taken.error };
  const started = await rtc.attempt(async () => taken.recorder.start(200));
  if (!started.ok) return { recorded: started.error.name };
  await rtc.attempt(() => rtc.until(() => taken.pieces.length >= PIECES, { ms: 20000, label: "dataavailable events" }));
  const { blob, error } = await taken.finish();
  if (error || !blob) return { recorded: error ?? taken.errors[0] ?? "nothing" };
  const told = await rtc.inspect(blob, { name });
  const heard = await tonesIn(rtc, blob, [LOW, HIGH]);
  rtc.note(name, { told, heard });
  const { tones, toTheEnd } = heard;
  const streams = (told.streams ?? []).length;
  return { recorded: "yes", streams, low: tones[LOW], high: tones[HIGH], tonesToEnd: toTheEnd[LOW] && toTheEnd[HIGH] };
}

export default async function (rtc) {
  const tracks = [await rtc.toneTrack(LOW), await rtc.toneTrack(HIGH)];
  const together = await mixed(rtc, tracks);
  if (!together) rtc.unsupported("an AudioContext that runs");
  return { facts: { beside: await record(rtc, tracks, "two tracks"), mixed: await record(rtc, together, "mixed") } };
}
