// Writes VideoFrames of one color to `MediaStreamTrackGenerator.writable` and reads the played pixels.
// https://w3c.github.io/mediacapture-transform/#video-track-generator
// META: alone
// META: timeout=60

const COLOUR = [200, 100, 50];
const SIZE = { width: 320, height: 240 };

function paintedFrame(timestamp) {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext("2d");
  context.fillStyle = `rgb(${COLOUR.join()})`;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  return new VideoFrame(canvas, { timestamp });
}

function middlePixel(video) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d");
  context.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

export default async function (rtc) {
  if (typeof MediaStreamTrackGenerator !== "function") rtc.unsupported("MediaStreamTrackGenerator in windows");
  const track = new MediaStreamTrackGenerator({ kind: "video" });
  rtc.cleanup(() => track.stop());
  const { kind, readyState, muted, enabled } = track;
  const writer = track.writable.getWriter();
  let timestamp = 0;
  let writing = true;
  rtc.cleanup(() => (writing = false));
  const write = async () => {
    if (!writing) return;
    timestamp += 40000;
    await writer.write(paintedFrame(timestamp));
    setTimeout(write, 40);
  };
  write();
  const video = await rtc.play(track);
  const pixel = middlePixel(video);
  const facts = {
    fresh: { kind, readyState, muted, enabled, isMediaStreamTrack: track instanceof MediaStreamTrack },
    shown: { width: video.videoWidth, height: video.videoHeight },
    colorPreserved: pixel.every((value, index) => Math.abs(value - COLOUR[index]) <= 15),
    settings: Object.keys(track.getSettings()).sort(),
    readyStateWhileWriting: track.readyState,
  };
  writing = false;
  await rtc.attempt(() => rtc.within(10000, writer.close(), "WritableStream writer close()"));
  await rtc.attempt(() => rtc.until(() => track.readyState === "ended", { ms: 10000 }));
  facts.readyStateAfterClose = track.readyState;
  facts.ofAudio = await rtc.attempt(() => new MediaStreamTrackGenerator({ kind: "audio" }).kind);
  facts.unknownKind = await rtc.attempt(() => new MediaStreamTrackGenerator({ kind: "smell" }).kind);
  return { facts, notes: { pixel } };
}
