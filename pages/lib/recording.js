// Record video and audio briefly with one MIME type and check that the result plays.

const PATIENCE = 12000;
const AT_ONCE = 6;
const PIECES = 3;
// Some containers deliver all data at the end. A busy machine needs longer than the first duration.
const LONG_ENOUGH = [1500, 4000, 8000];

// Start, wait for some non-empty chunks, stop: {starts, mimeType, blob}.
async function record(rtc, stream, mimeType, longEnough) {
  const made = await rtc.attempt(async () => new MediaRecorder(stream, { mimeType, videoBitsPerSecond: 300_000 }));
  if (!made.ok) return { starts: made.error.name, blob: null };
  const recorder = made.value;
  const chunks = [];
  let failed = null;
  // `mimeType` is final only after data of every track has arrived.
  let said = recorder.mimeType;
  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size > 0) chunks.push(data);
    said = recorder.mimeType || data.type || said;
  });
  recorder.addEventListener("error", ({ error }) => (failed = error?.name ?? "an error"));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  const started = await rtc.attempt(async () => recorder.start(150));
  if (!started.ok) return { starts: started.error.name, blob: null };
  rtc.cleanup(() => recorder.state === "inactive" || recorder.stop());
  await rtc.attempt(() => rtc.until(() => chunks.length >= PIECES || failed, { ms: longEnough, label: "dataavailable events" }));
  if (recorder.state !== "inactive") recorder.stop();
  await rtc.attempt(() => rtc.within(PATIENCE, stopped, "MediaRecorder stop event"));
  const blob = chunks.length > 0 ? new Blob(chunks, { type: said }) : null;
  return { starts: failed ?? "yes", mimeType: said, blob };
}

// Play the recording muted: {plays, size?}.
async function playBack(rtc, blob, isVideo) {
  const element = document.createElement(isVideo ? "video" : "audio");
  const address = URL.createObjectURL(blob);
  rtc.cleanup(() => URL.revokeObjectURL(address));
  Object.assign(element, { muted: true, playsInline: true });
  const outcome = new Promise((resolve) => {
    element.addEventListener("timeupdate", () => element.currentTime > 0.05 && resolve("yes"));
    element.addEventListener("ended", () => resolve("yes"));
    element.addEventListener("error", () => resolve(`error ${element.error?.code}`));
  });
  element.src = address;
  rtc.cleanup(() => element.removeAttribute("src"));
  document.body.append(element);
  element.play().catch(() => {});
  const played = await rtc.attempt(() => rtc.within(PATIENCE, outcome, "playback of the recording"));
  const plays = played.ok ? played.value : "nothing happens";
  const said = isVideo && plays === "yes" ? { size: `${element.videoWidth}x${element.videoHeight}` } : {};
  element.remove();
  return { plays, ...said };
}

async function recordOnce(rtc, stream, mimeType, longEnough) {
  const { starts, mimeType: said = null, blob } = await record(rtc, stream, mimeType, longEnough);
  const facts = { starts, mimeType: said, data: blob !== null };
  if (!blob) return { ...facts, keepsItsWord: false };
  const isVideo = stream.getVideoTracks().length > 0;
  const played = await playBack(rtc, blob, isVideo);
  const whole = !isVideo || played.size !== "0x0";
  return { ...facts, ...played, keepsItsWord: starts === "yes" && played.plays === "yes" && whole };
}

// Record one MIME type and play it: {starts, mimeType, data, plays, size?, keepsItsWord}. `mimeType` is the recorder's
// final one. A recording that does not play is made again, longer, because a busy machine may have had no frame yet.
export async function recordAndPlay(rtc, stream, mimeType) {
  let made = null;
  for (const longEnough of LONG_ENOUGH) {
    made = await recordOnce(rtc, stream, mimeType, longEnough);
    if (made.keepsItsWord || made.starts !== "yes") break;
  }
  return made;
}

const VIDEO_CODECS = [
  null, "vp8", "vp9", "av1", "av01.0.04M.08", "h264", "avc1.42E01E", "avc3.42E01E", "hvc1.1.6.L93.B0",
  "vp8,opus", "vp9,opus", "avc1.42E01E,opus", "avc1.42E01E,mp4a.40.2", "av01.0.04M.08,opus",
];

// Return the facts for every MIME type of some containers that the browser supports: {type: outcome}. Audio is recorded if
// the type names an audio codec, or no codec at all.
export async function recordContainers(rtc, containers) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder");
  const types = containers.flatMap((container) => VIDEO_CODECS.map((codecs) => ({
    sounds: codecs === null || codecs.includes(","), type: codecs === null ? container : `${container};codecs=${codecs}`,
  })));
  const claimed = types.filter(({ type }) => MediaRecorder.isTypeSupported(type));
  if (claimed.length === 0) rtc.unsupported(`recording ${containers.join(", ")}`);
  const picture = rtc.pictureTrack({ width: 160, height: 120 });
  const tone = await rtc.toneTrack(440);
  const streamFor = (sounds) => new MediaStream(sounds ? [picture, tone] : [picture]);
  const facts = {};
  for (let at = 0; at < claimed.length; at += AT_ONCE) {
    const some = claimed.slice(at, at + AT_ONCE);
    const recorded = await Promise.all(some.map(({ sounds, type }) => recordAndPlay(rtc, streamFor(sounds), type)));
    some.forEach(({ type }, index) => (facts[type] = recorded[index]));
  }
  return facts;
}
