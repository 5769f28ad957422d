// `getSettings()` and the size of the video frames for exact, ideal, min and max `width` and `height`.
// https://w3c.github.io/mediacapture-main/#dfn-fitness-distance
// META: alone

const REQUESTS = {
  exact320x240: { width: { exact: 320 }, height: { exact: 240 } },
  exact1280x720: { width: { exact: 1280 }, height: { exact: 720 } },
  ideal320x240: { width: { ideal: 320 }, height: { ideal: 240 } },
  bare1280x720: { width: 1280, height: 720 },
  idealBeyondCapabilities: { width: { ideal: 100000 }, height: { ideal: 100000 } },
  widthMin800: { width: { min: 800 } },
  widthMax400: { width: { max: 400 } },
  widthMin300Max400: { width: { min: 300, max: 400 } },
  widthMin1000Ideal1280: { width: { min: 1000, ideal: 1280 } },
};

async function deliver(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height } = track.getSettings();
  const seen = await rtc.watchFrames(track, 2);
  track.stop();
  return { settings: { width, height }, frames: { width: seen.width, height: seen.height } };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) facts[name] = await deliver(rtc, constraints);
  return { facts };
}
