// One MediaRecorder with its events and data, and its end as a value.

const PATIENCE = 15000;
const EVENTS = ["start", "pause", "resume", "dataavailable", "error", "stop"];

// Create a recorder of a stream: {recorder, events, pieces, errors, finish()}, or {error} if the constructor throws.
// `events` lists event types in order, `pieces` the non-empty blobs, `errors` the error names. finish() stops the recorder
// if needed and returns {blob, mimeType}, with a null blob without data, or {error}.
export async function openRecorder(rtc, stream, options = {}) {
  if (typeof globalThis.MediaRecorder !== "function") rtc.unsupported("MediaRecorder");
  const made = await rtc.attempt(async () => new MediaRecorder(stream, options));
  if (!made.ok) return { error: made.error.name };
  const recorder = made.value;
  rtc.cleanup(() => recorder.state === "inactive" || recorder.stop());
  const [events, pieces, errors] = [[], [], []];
  // `mimeType` is final only after data of every track has arrived.
  let said = "";
  for (const type of EVENTS) recorder.addEventListener(type, () => events.push(type));
  recorder.addEventListener("error", ({ error }) => errors.push(error?.name ?? "an error"));
  recorder.addEventListener("dataavailable", ({ data }) => {
    said = recorder.mimeType || data.type || said;
    if (data.size > 0) pieces.push(data);
  });
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  const finish = async () => {
    if (recorder.state !== "inactive") recorder.stop();
    const ended = await rtc.attempt(() => rtc.within(PATIENCE, stopped, "MediaRecorder stop event"));
    if (!ended.ok) return { error: ended.error.name };
    return { blob: pieces.length > 0 ? new Blob(pieces, { type: said }) : null, mimeType: said };
  };
  return { recorder, events, pieces, errors, finish };
}
