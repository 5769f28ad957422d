// The part of `rtc` that opens cameras and microphones and reads video frames. Audio is in sound.js.

const SAMPLE_WIDTH = 32;
const SAMPLE_HEIGHT = 24;

function streamOf(source) {
  return source instanceof MediaStream ? source : new MediaStream([source]);
}

function samplePixels(video, canvas) {
  canvas.width = SAMPLE_WIDTH;
  canvas.height = SAMPLE_HEIGHT;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, SAMPLE_WIDTH, SAMPLE_HEIGHT);
  return context.getImageData(0, 0, SAMPLE_WIDTH, SAMPLE_HEIGHT).data;
}

function brightest(pixels) {
  let most = 0;
  for (let i = 0; i < pixels.length; i += 4) most = Math.max(most, pixels[i], pixels[i + 1], pixels[i + 2]);
  return most;
}

function differ(before, after) {
  return before.some((value, index) => Math.abs(value - after[index]) > 8);
}

// requestVideoFrameCallback() stalls in background windows, so the frame count is polled as well.
function nextFrame(video) {
  return new Promise((resolve) => {
    const before = video.getVideoPlaybackQuality().totalVideoFrames;
    const poll = setInterval(() => video.getVideoPlaybackQuality().totalVideoFrames > before && done(), 40);
    const done = () => {
      clearInterval(poll);
      resolve();
    };
    video.requestVideoFrameCallback?.(done);
    setTimeout(done, 1000);
  });
}

export default function media({ rtc, cleanup, waiting }) {
  // Grant the permissions for the constraints, call getUserMedia(), and stop its tracks after the probe. Reject as
  // getUserMedia() does.
  async function userMedia(constraints) {
    if (!navigator.mediaDevices?.getUserMedia) rtc.unsupported("navigator.mediaDevices.getUserMedia");
    const states = {};
    if (constraints?.video) states.camera = "granted";
    if (constraints?.audio) states.microphone = "granted";
    await rtc.permit(states);
    const stream = await waiting("getUserMedia", rtc.call(() => navigator.mediaDevices.getUserMedia(constraints)));
    cleanup(() => stream.getTracks().forEach((track) => track.stop()));
    return stream;
  }

  const camera = (constraints = true) => userMedia({ video: constraints });
  const microphone = (constraints = true) => userMedia({ audio: constraints });

  // Create a muted video element that plays the track or stream. Reject with "Deadline" if no frame arrives.
  async function play(source, { ms = 10000 } = {}) {
    const video = document.createElement("video");
    cleanup(() => {
      video.srcObject = null;
      video.remove();
    });
    Object.assign(video, { muted: true, playsInline: true, autoplay: true, srcObject: streamOf(source) });
    video.style.cssText = "position:fixed;right:0;bottom:0;width:64px;height:48px";
    document.body.append(video);
    video.play().catch(() => {});
    await rtc.within(ms, new Promise((resolve) => video.addEventListener("loadeddata", resolve)), "HTMLMediaElement loadeddata event");
    return video;
  }

  // Read n frames of a track or stream, or frames until `until(seen)` is true, for at most `ms`. Return {count, width,
  // height, sizes, changed, brightest}: the last frame's size, all sizes in order, whether pixels changed, and the
  // brightest channel of the last frame (0 to 255). Without any frame it rejects with "Deadline"; with `until` it returns
  // count 0 and nulls instead.
  async function watchFrames(source, n = 10, { ms = 12000, until = null } = {}) {
    const seen = { count: 0, width: null, height: null, sizes: [], changed: false, brightest: null };
    const playing = until ? await rtc.attempt(() => play(source, { ms })) : { ok: true, value: await play(source) };
    if (!playing.ok) return seen;
    const video = playing.value;
    const canvas = document.createElement("canvas");
    const end = performance.now() + ms;
    let first = null;
    do {
      const pixels = samplePixels(video, canvas);
      first ??= pixels;
      const frame = { width: video.videoWidth, height: video.videoHeight, brightest: brightest(pixels) };
      Object.assign(seen, frame, { count: seen.count + 1, changed: seen.changed || differ(first, pixels) });
      const size = `${frame.width}x${frame.height}`;
      if (!seen.sizes.includes(size)) seen.sizes.push(size);
      if (until ? until(seen) : seen.count >= n) break;
      await nextFrame(video);
    } while (performance.now() < end);
    video.srcObject = null;
    return seen;
  }

  return { userMedia, camera, microphone, play, watchFrames };
}
