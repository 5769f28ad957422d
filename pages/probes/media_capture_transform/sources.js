// Recognizes shapes in a track by drawImage(), requestVideoFrameCallback(), ImageBitmap, VideoFrame, MediaStreamTrackProcessor.
// https://w3c.github.io/mediacapture-transform/#track-processor
// META: alone
// META: timeout=90
import { comesToSee, shapeTrack, trainedModel } from "../../lib/vision.js";

// Each returns a function that passes the current frame to look() and returns its answer; null where the browser lacks
// the API.
const WAYS = {
  drawImage: (rtc, { video }) => (look) => look(video),
  requestVideoFrameCallback: (rtc, { video }) => {
    if (!video.requestVideoFrameCallback) return null;
    return async (look) => {
      await rtc.within(20000, new Promise((resolve) => video.requestVideoFrameCallback(resolve)), "requestVideoFrameCallback() callback");
      return look(video);
    };
  },
  ImageBitmap: (rtc, { video }) => async (look) => {
    const picture = await createImageBitmap(video);
    const told = await look(picture);
    picture.close();
    return told;
  },
  VideoFrame: (rtc, { video }) => {
    if (typeof VideoFrame !== "function") return null;
    return async (look) => {
      const picture = new VideoFrame(video);
      const told = await look(picture);
      picture.close();
      return told;
    };
  },
  MediaStreamTrackProcessor: (rtc, { track }) => {
    if (typeof globalThis.MediaStreamTrackProcessor !== "function") return null;
    const reader = new globalThis.MediaStreamTrackProcessor({ track }).readable.getReader();
    rtc.cleanup(() => reader.cancel().catch(() => {}));
    return async (look) => {
      const { value } = await rtc.within(20000, reader.read(), "a frame of the MediaStreamTrackProcessor");
      const told = await look(value);
      value.close();
      return told;
    };
  },
};

export default async function (rtc) {
  const { recognise } = await trainedModel(rtc);
  const { KINDS } = globalThis.shapes;
  const shown = shapeTrack(rtc);
  const video = await rtc.play(shown.track);
  const facts = {};
  for (const [name, open] of Object.entries(WAYS)) {
    const way = open(rtc, { track: shown.track, video });
    if (!way) {
      facts[name] = null;
      continue;
    }
    facts[name] = {};
    for (const kind of KINDS) {
      shown.show(kind);
      facts[name][kind] = await comesToSee(rtc, () => way(recognise), kind);
    }
  }
  return { facts };
}
