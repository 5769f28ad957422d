// Constructs and starts MediaRecorder with unsupported types, ended tracks, empty streams and wrong arguments.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-mediarecorder
// META: timeout=60
import { openRecorder } from "../../lib/recorder.js";

const TYPES = ["video/no-such", "text/plain", "nonsense", "video/webm;codecs=no-such-codec", "image/png"];

async function start(rtc, stream, options) {
  const taken = await openRecorder(rtc, stream, options);
  if (taken.error) return `constructor: ${taken.error}`;
  const started = await rtc.attempt(async () => taken.recorder.start());
  if (!started.ok) return `start: ${started.error.name}`;
  await rtc.attempt(() => rtc.event(taken.recorder, "start", 8000));
  await taken.finish();
  return taken.errors[0] ? `error: ${taken.errors[0]}` : taken.events.join();
}

export default async function (rtc) {
  if (typeof globalThis.MediaRecorder !== "function") rtc.unsupported("MediaRecorder");
  const picture = rtc.pictureTrack({ width: 160, height: 120 });
  const ended = picture.clone();
  ended.stop();
  const types = {};
  for (const mimeType of TYPES) types[mimeType] = await start(rtc, new MediaStream([picture]), { mimeType });
  const made = async (...args) => {
    const tried = await rtc.attempt(async () => new MediaRecorder(...args).state);
    return tried.ok ? tried.value : tried.error.name;
  };
  return {
    facts: {
      types,
      endedTrack: await start(rtc, new MediaStream([ended])),
      oneOfTwoEnded: await start(rtc, new MediaStream([ended, picture])),
      emptyStream: await start(rtc, new MediaStream()),
      noArgument: await made(),
      objectArgument: await made({}),
      trackArgument: await made(picture),
      videoWithAudioMimeType: await start(rtc, new MediaStream([picture]), { mimeType: "audio/webm" }),
    },
  };
}
