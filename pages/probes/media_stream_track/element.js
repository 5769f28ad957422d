// Plays a camera in `HTMLMediaElement.srcObject`: duration, seeking, pause, playbackRate, loop.
// https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements
// META: alone
// META: timeout=60

async function seek(rtc, video) {
  const events = [];
  for (const type of ["seeking", "seeked"]) video.addEventListener(type, () => events.push(type));
  const before = video.currentTime;
  const set = await rtc.attempt(() => (video.currentTime = before + 1000));
  return { error: set.ok ? null : set.error.name, moved: video.currentTime > before + 500, seeking: video.seeking, events };
}

async function pauseAndPlay(rtc, video) {
  video.pause();
  const paused = video.paused;
  const still = video.currentTime;
  await video.play();
  const continues = await rtc.attempt(() => rtc.until(() => video.currentTime > still, { ms: 10000, label: "currentTime to advance" }));
  return { paused, continues: continues.ok };
}

export default async function (rtc) {
  const stream = await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } });
  const video = await rtc.play(stream);
  await rtc.attempt(() => rtc.until(() => video.currentTime > 0, { ms: 10000, label: "HTMLMediaElement.currentTime above 0" }));
  const facts = {
    srcObjectMatches: video.srcObject === stream,
    readyState: video.readyState,
    networkState: video.networkState,
    duration: video.duration,
    currentTimeAdvances: video.currentTime > 0,
    size: [video.videoWidth, video.videoHeight],
    ended: video.ended,
    currentSrc: video.currentSrc,
    seekable: video.seekable.length,
    buffered: video.buffered.length,
    seek: await seek(rtc, video),
    pause: await pauseAndPlay(rtc, video),
  };
  video.playbackRate = 2;
  video.defaultPlaybackRate = 2;
  video.loop = true;
  video.preload = "auto";
  const { playbackRate, defaultPlaybackRate, loop, preload } = video;
  facts.afterAssignment = { rate: playbackRate, defaultPlaybackRate, loop, preload };
  const wrong = await rtc.attempt(() => (video.srcObject = {}));
  facts.invalidSrcObject = wrong.ok ? "taken" : wrong.error.name;
  video.srcObject = null;
  facts.emptied = { readyState: video.readyState, size: [video.videoWidth, video.videoHeight], duration: video.duration };
  return { facts };
}
