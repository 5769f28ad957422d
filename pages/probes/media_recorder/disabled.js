// Records tracks with MediaStreamTrack.enabled=false; looks for video and audio in the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { tonesIn } from "../../lib/hears.js";
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

const FRAMES = 40;
const DARK = 40;

// The brightest channel of any frame of the recording: every frame has to be black, not only the first.
async function brightestOf(rtc, blob) {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  rtc.cleanup(() => URL.revokeObjectURL(address));
  Object.assign(video, { muted: true, playsInline: true, src: address });
  rtc.cleanup(() => video.remove());
  document.body.append(video);
  video.play().catch(() => {});
  const context = new OffscreenCanvas(16, 16).getContext("2d", { willReadFrequently: true });
  let brightest = null;
  const look = () => {
    if (video.readyState < 2 || video.currentTime === 0) return false;
    context.drawImage(video, 0, 0, 16, 16);
    const { data } = context.getImageData(0, 0, 16, 16);
    brightest = data.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), brightest ?? 0);
    return video.ended;
  };
  await rtc.attempt(() => rtc.until(look, { ms: 15000, every: 25, label: "the last recorded frame" }));
  return brightest;
}

async function record(rtc, { video, audio }) {
  const stamped = stampedTrack(rtc, { width: 320, height: 180 });
  const tone = await rtc.toneTrack(440);
  stamped.track.enabled = video;
  tone.enabled = audio;
  const taken = await openRecorder(rtc, new MediaStream([stamped.track, tone]));
  if (taken.error) return { recorded: taken.error };
  taken.recorder.start();
  const goal = stamped.count() + FRAMES;
  await rtc.until(() => stamped.count() >= goal, { ms: 20000, label: "frames for the recording" });
  const { blob, error } = await taken.finish();
  if (error || !blob) return { recorded: error ?? "nothing" };
  const told = await rtc.inspect(blob, { name: `picture ${video ? "on" : "off"} sound ${audio ? "on" : "off"}` });
  const heard = await tonesIn(rtc, blob, [440]);
  const brightest = await brightestOf(rtc, blob);
  rtc.note(`picture ${video} sound ${audio}`, { brightest, heard, told });
  return {
    recorded: "yes",
    kinds: (told.streams ?? []).map(({ kind }) => kind).sort(),
    picture: brightest === null ? "none" : brightest < DARK ? "black" : "there",
    sound: !heard.decoded ? "none" : heard.toTheEnd[440] ? "the tone" : heard.loudest < 0.01 ? "silence" : "something else",
  };
}

export default async function (rtc) {
  return {
    facts: {
      bothEnabled: await record(rtc, { video: true, audio: true }),
      videoDisabled: await record(rtc, { video: false, audio: true }),
      audioDisabled: await record(rtc, { video: true, audio: false }),
    },
  };
}
