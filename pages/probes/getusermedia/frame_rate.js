// Asks for frame rates and counts the frames that come.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: alone
// META: timeout=30

const REQUESTS = { exact_10: { exact: 10 }, max_8: { max: 8 }, ideal_15: { ideal: 15 } };
const FRAMES = 8;

async function measure(rtc, track) {
  const video = await rtc.play(track);
  const times = [];
  await rtc.within(6000, new Promise((resolve) => {
    const take = (now) => {
      times.push(now);
      if (times.length > FRAMES) resolve();
      else video.requestVideoFrameCallback(take);
    };
    video.requestVideoFrameCallback(take);
  }), `${FRAMES} frames`);
  video.srcObject = null;
  return (FRAMES * 1000) / (times.at(-1) - times[0]);
}

export default async function (rtc) {
  if (!HTMLVideoElement.prototype.requestVideoFrameCallback) rtc.unsupported("HTMLVideoElement.requestVideoFrameCallback");
  const facts = {};
  const metrics = {};
  for (const [name, frameRate] of Object.entries(REQUESTS)) {
    const opened = await rtc.attempt(() => rtc.camera({ frameRate }));
    facts[name] = opened.ok ? {} : { error: opened.error };
    if (!opened.ok) continue;
    const [track] = opened.value.getVideoTracks();
    const rate = await measure(rtc, track);
    const limit = frameRate.exact ?? frameRate.max;
    facts[name].setting = Math.round(track.getSettings().frameRate);
    if (limit) facts[name].delivered_is_within_limit = rate < limit * 1.4;
    metrics[`${name}_fps`] = rate;
    track.stop();
  }
  return { facts, metrics };
}
