// Opens a camera at several frame rates and compares the rate of the frames that come with what the settings say.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: alone
// META: timeout=40

const REQUESTS = {
  unsaid: true,
  exact_5: { frameRate: { exact: 5 } },
  exact_10: { frameRate: { exact: 10 } },
  max_15: { frameRate: { max: 15 } },
  ideal_60: { frameRate: { ideal: 60 } },
  large_ideal_30: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};
const FRAMES = 6;

function timesOf(rtc, video) {
  return rtc.within(8000, new Promise((resolve) => {
    const times = [];
    const take = (_, { captureTime, mediaTime }) => {
      times.push(captureTime ?? mediaTime * 1000);
      if (times.length > FRAMES) resolve(times);
      else video.requestVideoFrameCallback(take);
    };
    video.requestVideoFrameCallback(take);
  }), `${FRAMES} frames`);
}

// The shortest distance of two frames: frames that a busy machine drops only make distances longer.
function rateOf(times) {
  const gaps = times.slice(1).map((time, index) => time - times[index]).filter((gap) => gap > 1);
  gaps.sort((one, other) => one - other);
  return 1000 / gaps[Math.floor(gaps.length / 3)];
}

// Slower is no fact: a busy machine drops frames. How fast they really came is a metric.
const word = (rate, setting) => (rate > setting * 1.35 ? "faster than the setting" : "no faster than the setting");

export default async function (rtc) {
  if (!HTMLVideoElement.prototype.requestVideoFrameCallback) rtc.unsupported("HTMLVideoElement.requestVideoFrameCallback");
  const facts = {};
  const metrics = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) {
    const opened = await rtc.attempt(() => rtc.camera(constraints));
    facts[name] = opened.ok ? {} : { error: opened.error };
    if (!opened.ok) continue;
    const [track] = opened.value.getVideoTracks();
    const setting = track.getSettings().frameRate;
    const video = await rtc.play(track);
    const rate = rateOf(await timesOf(rtc, video));
    video.srcObject = null;
    track.stop();
    facts[name] = { setting: Math.round(setting), delivered: word(rate, setting) };
    metrics[`${name}_fps`] = rate;
  }
  return { facts, metrics };
}
