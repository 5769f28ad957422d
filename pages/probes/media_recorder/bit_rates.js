// Records noise with low and high videoBitsPerSecond; notes the attributes of MediaRecorder and the size of the files.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videobitspersecond
// META: alone
// META: timeout=90
import { openRecorder } from "../../lib/recorder.js";

const [WIDTH, HEIGHT] = [320, 240];
const FRAMES = 50;
const LOW = 200_000;
const HIGH = 2_000_000;

// Noise cannot be compressed: the encoder uses the bitrate that it is given.
function noiseTrack(rtc) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(WIDTH / 4, HEIGHT / 4);
  const small = new OffscreenCanvas(WIDTH / 4, HEIGHT / 4);
  let count = 0;
  const drawing = setInterval(() => {
    for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    small.getContext("2d").putImageData(picture, 0, 0);
    context.drawImage(small, 0, 0, WIDTH, HEIGHT);
    count += 1;
  }, 50);
  rtc.cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(20).getVideoTracks();
  rtc.cleanup(() => track.stop());
  return { track, count: () => count };
}

async function record(rtc, noise, options, name) {
  const tone = await rtc.toneTrack(440);
  const taken = await openRecorder(rtc, new MediaStream([noise.track, tone]), options);
  if (taken.error) return { error: taken.error };
  const { recorder } = taken;
  recorder.start();
  await rtc.event(recorder, "start", 20000);
  const goal = noise.count() + FRAMES;
  await rtc.until(() => noise.count() >= goal, { ms: 20000, label: "frames for the recording" });
  const told = { video: recorder.videoBitsPerSecond, audio: recorder.audioBitsPerSecond, mode: recorder.audioBitrateMode ?? null };
  const { blob, error } = await taken.finish();
  if (error || !blob) return { error: error ?? "nothing" };
  const inside = await rtc.inspect(blob, { name });
  const picture = (inside.streams ?? []).find(({ kind }) => kind === "video");
  const seconds = picture ? picture.to - picture.from : null;
  return { told, bytes: blob.size, packets: picture?.packets ?? 0, kbps: seconds ? (blob.size * 8) / 1000 / seconds : null };
}

export default async function (rtc) {
  const noise = noiseTrack(rtc);
  const low = await record(rtc, noise, { videoBitsPerSecond: LOW, audioBitsPerSecond: 32_000, audioBitrateMode: "constant" }, "low");
  const high = await record(rtc, noise, { videoBitsPerSecond: HIGH, audioBitsPerSecond: 32_000 }, "high");
  const both = await record(rtc, noise, { bitsPerSecond: 1_000_000 }, "both");
  const each = ({ bytes, packets }) => bytes / packets;
  return {
    facts: {
      told: { low: low.told ?? low.error, high: high.told ?? high.error },
      bitsPerSecondShared: both.told ? both.told.video > 0 && both.told.audio > 0 && both.told.video + both.told.audio <= 1_000_000 : null,
      higherBitrateLargerFile: each(high) > 1.3 * each(low),
    },
    metrics: { low_kbps: low.kbps === null ? null : Math.round(low.kbps), high_kbps: high.kbps === null ? null : Math.round(high.kbps) },
    notes: { low, high, both },
  };
}
