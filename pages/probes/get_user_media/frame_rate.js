// `getSettings().frameRate` and the intervals between video frames for exact, max and ideal `frameRate`.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: alone
// META: timeout=60

const REQUESTS = { exact10: { exact: 10 }, max8: { max: 8 }, ideal15: { ideal: 15 } };
const FRAMES = 8;
const MARGIN = 1.4;

const middleOf = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

// Median interval of the capture times in ms: a busy machine presents frames late and close together.
function middleGap(taken) {
  return middleOf(taken.slice(1).map((time, at) => time - taken[at]));
}

async function measure(rtc, track) {
  const video = await rtc.play(track);
  const times = [];
  const taken = [];
  await rtc.within(15000, new Promise((resolve) => {
    const take = (now, { captureTime, mediaTime }) => {
      times.push(now);
      taken.push(captureTime ?? mediaTime * 1000);
      if (times.length > FRAMES) resolve();
      else video.requestVideoFrameCallback(take);
    };
    video.requestVideoFrameCallback(take);
  }), `${FRAMES} frames`);
  video.srcObject = null;
  return { rate: (FRAMES * 1000) / (times.at(-1) - times[0]), gap: middleGap(taken) };
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
    const { rate, gap } = await measure(rtc, track);
    const limit = frameRate.exact ?? frameRate.max;
    facts[name].setting = Math.round(track.getSettings().frameRate);
    if (limit) facts[name].deliveredWithinLimit = gap > 1000 / (limit * MARGIN);
    metrics[`${name}_fps`] = rate;
    track.stop();
  }
  return { facts, metrics };
}
