// Records a canvas track whose size changes with MediaRecorder; notes state, errors and the frames of the file.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { openRecorder } from "../../lib/recorder.js";

const FRAMES = 40;
const SIZES = [[320, 180], [640, 360]];
const COLOURS = ["rgb(220,30,30)", "rgb(30,30,220)"];

function changingTrack(rtc) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZES[0][0], height: SIZES[0][1] });
  const context = canvas.getContext("2d");
  const state = { count: 0, colour: COLOURS[0] };
  const draw = () => {
    state.count += 1;
    context.fillStyle = state.colour;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "white";
    context.fillRect((state.count * 7) % canvas.width, 0, 12, 12);
  };
  draw();
  const drawing = setInterval(draw, 50);
  rtc.cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(20).getVideoTracks();
  rtc.cleanup(() => track.stop());
  const change = () => {
    [canvas.width, canvas.height] = SIZES[1];
    state.colour = COLOURS[1];
    draw();
  };
  return { track, change, count: () => state.count };
}

// Plays it and notes the sizes and main colors of the frames.
async function watch(rtc, blob) {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  rtc.cleanup(() => URL.revokeObjectURL(address));
  Object.assign(video, { muted: true, playsInline: true, src: address });
  rtc.cleanup(() => video.remove());
  document.body.append(video);
  video.play().catch(() => {});
  const context = new OffscreenCanvas(8, 8).getContext("2d", { willReadFrequently: true });
  const seen = { sizes: new Set(), colours: new Set() };
  const look = () => {
    if (video.readyState < 2) return Boolean(video.error);
    context.drawImage(video, 0, 0, 8, 8);
    const [red, , blue] = context.getImageData(4, 6, 1, 1).data;
    if (Math.abs(red - blue) > 60) seen.colours.add(red > blue ? "red" : "blue");
    seen.sizes.add(`${video.videoWidth}x${video.videoHeight}`);
    return Boolean(video.error) || video.ended;
  };
  await rtc.attempt(() => rtc.until(look, { ms: 15000, every: 20, label: "the last recorded frame" }));
  return { error: video.error?.code ?? null, sizes: seen.sizes, colours: seen.colours };
}

export default async function (rtc) {
  const changing = changingTrack(rtc);
  const taken = await openRecorder(rtc, new MediaStream([changing.track]));
  if (taken.error) throw new Error(taken.error);
  const pass = async () => {
    const goal = changing.count() + FRAMES;
    await rtc.until(() => changing.count() >= goal, { ms: 20000, label: "frames for the recording" });
  };
  taken.recorder.start();
  await rtc.event(taken.recorder, "start", 20000);
  await pass();
  changing.change();
  await pass();
  const goesOn = taken.recorder.state;
  const { blob, error } = await taken.finish();
  if (error || !blob) return { facts: { recorded: error ?? "nothing", continues: goesOn, errors: taken.errors } };
  const told = await rtc.inspect(blob, { name: "changing size" });
  const seen = await watch(rtc, blob);
  return {
    facts: {
      recorded: "yes",
      continues: goesOn,
      errors: taken.errors,
      plays: seen.error === null,
      sizes: [...seen.sizes],
      colours: [...seen.colours],
      largestSizePlayed: seen.sizes.has(SIZES[1].join("x")),
    },
    notes: { told },
  };
}
