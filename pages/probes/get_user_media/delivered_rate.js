// `getSettings().frameRate` and the measured frame rate of a camera for several `frameRate` constraints.
// https://w3c.github.io/mediacapture-main/#def-constraint-frameRate
// META: alone
// META: timeout=40

const REQUESTS = {
  unsaid: true,
  exact5: { frameRate: { exact: 5 } },
  exact10: { frameRate: { exact: 10 } },
  max15: { frameRate: { max: 15 } },
  ideal60: { frameRate: { ideal: 60 } },
  largeIdeal30: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};
const FRAMES = 6;

function timesOf(rtc, video) {
  return rtc.within(20000, new Promise((resolve) => {
    const times = [];
    const take = (_, { captureTime, mediaTime }) => {
      times.push(captureTime ?? mediaTime * 1000);
      if (times.length > FRAMES) resolve(times);
      else video.requestVideoFrameCallback(take);
    };
    video.requestVideoFrameCallback(take);
  }), `${FRAMES} frames`);
}

// The measured rate is a metric, not a fact: a busy machine drops frames and then catches up.
function rateOf(times) {
  return (1000 * (times.length - 1)) / (times.at(-1) - times[0]);
}

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
    const times = await timesOf(rtc, video);
    video.srcObject = null;
    track.stop();
    facts[name] = { setting: Math.round(setting), framesDelivered: times.length > FRAMES };
    metrics[`${name}_fps`] = rateOf(times);
  }
  return { facts, metrics };
}
