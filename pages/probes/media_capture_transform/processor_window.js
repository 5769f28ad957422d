// Reads frames of camera and microphone from `MediaStreamTrackProcessor.readable` in a window until the track ends.
// https://w3c.github.io/mediacapture-transform/#track-processor
// META: alone
import { toldOfFrames } from "../../lib/worker.js";

async function read(rtc, reader, count) {
  const frames = [];
  while (frames.length < count) {
    const { done, value } = await rtc.within(20_000, reader.read(), "a frame of the MediaStreamTrackProcessor");
    if (done) break;
    const { format, timestamp, codedWidth: width, codedHeight: height, sampleRate: rate, numberOfChannels: channels } = value;
    frames.push({ format, timestamp, width, height, rate, channels });
    value.close();
  }
  return frames;
}

async function process(rtc, track, count) {
  const processor = new MediaStreamTrackProcessor({ track });
  const reader = processor.readable.getReader();
  const frames = toldOfFrames(await read(rtc, reader, count));
  track.stop();
  const rest = await rtc.attempt(() => rtc.until(async () => (await reader.read()).done, { ms: 20_000, label: "end of the stream" }));
  return { ...frames, doneAfterStop: rest.ok };
}

function make(build) {
  try {
    build();
    return "made";
  } catch (error) {
    return error.name;
  }
}

export default async function (rtc) {
  if (typeof MediaStreamTrackProcessor !== "function") rtc.unsupported("MediaStreamTrackProcessor in windows");
  const [video] = (await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } })).getVideoTracks();
  const [audio] = (await rtc.microphone()).getAudioTracks();
  const facts = {
    members: Object.getOwnPropertyNames(MediaStreamTrackProcessor.prototype).sort(),
    noArgument: make(() => new MediaStreamTrackProcessor()),
    noTrack: make(() => new MediaStreamTrackProcessor({})),
    maxBufferSize0: make(() => new MediaStreamTrackProcessor({ track: video.clone(), maxBufferSize: 0 })),
    trackArgument: make(() => new MediaStreamTrackProcessor(video.clone())),
    video: await process(rtc, video, 4),
    audio: await process(rtc, audio, 4),
    endedTrack: make(() => new MediaStreamTrackProcessor({ track: video })),
  };
  return { facts };
}
