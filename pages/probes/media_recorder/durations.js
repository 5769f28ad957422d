// Records with start() and start(timeslice); compares HTMLMediaElement.duration and the file's duration with its packets.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=90
import { openRecorder } from "../../lib/recorder.js";
import { stampedTrack } from "../../lib/stamp.js";

const FRAMES = 40;

async function durationOf(rtc, blob) {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  rtc.cleanup(() => URL.revokeObjectURL(address));
  Object.assign(video, { muted: true, preload: "metadata", src: address });
  const loaded = await rtc.attempt(() => rtc.event(video, "loadedmetadata", 20000));
  return loaded.ok ? video.duration : null;
}

async function record(rtc, stamped, mimeType, timeslice) {
  const taken = await openRecorder(rtc, new MediaStream([stamped.track]), mimeType ? { mimeType } : {});
  if (taken.error) return { recorded: taken.error };
  taken.recorder.start(timeslice);
  const goal = stamped.count() + FRAMES;
  await rtc.until(() => stamped.count() >= goal, { ms: 20000, label: "frames for the recording" });
  const { blob, error } = await taken.finish();
  if (error || !blob) return { recorded: error ?? "nothing" };
  const told = await rtc.inspect(blob, { name: `${mimeType ?? "usual"} ${timeslice ? "in pieces" : "in one"}` });
  const seconds = await durationOf(rtc, blob);
  const last = Math.max(...(told.streams ?? []).map(({ to }) => to ?? 0));
  rtc.note(`${mimeType} ${timeslice}`, { seconds, told, pieces: taken.pieces.length });
  return {
    recorded: "yes",
    singleBlob: taken.pieces.length === 1,
    fileHasDuration: typeof told.duration === "number",
    fileDurationCorrect: typeof told.duration === "number" ? Math.abs(told.duration - last) < 1 : null,
    element: seconds === null ? null : Number.isFinite(seconds) ? "finite" : String(seconds),
    elementDurationCorrect: Number.isFinite(seconds) ? Math.abs(seconds - last) < 1 : null,
  };
}

export default async function (rtc) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder");
  const stamped = stampedTrack(rtc, { width: 320, height: 180 });
  const facts = {};
  for (const type of ["video/webm;codecs=vp8", "video/mp4;codecs=avc1.42E01E"].filter((each) => MediaRecorder.isTypeSupported(each))) {
    facts[type] = { withoutTimeslice: await record(rtc, stamped, type, undefined), withTimeslice: await record(rtc, stamped, type, 200) };
  }
  return { facts };
}
