// `getSettings()` and the size of the video frames for 16:9 of a 4:3 camera, square, portrait and odd sizes.
// https://w3c.github.io/mediacapture-main/#def-constraint-resizeMode
// META: alone
// META: timeout=40

const REQUESTS = {
  wide_of_4_3: { width: { exact: 640 }, height: { exact: 360 } },
  wide_of_4_3_none: { width: 640, height: 360, resizeMode: { exact: "none" } },
  wide_ratio_none: { aspectRatio: 16 / 9, resizeMode: { exact: "none" } },
  square_160_bare: { width: 160, height: 160 },
  square_160_none: { width: 160, height: 160, resizeMode: { exact: "none" } },
  height_360_exact: { height: { exact: 360 } },
  height_360_ideal: { height: { ideal: 360 } },
  hd_exact: { width: { exact: 1280 }, height: { exact: 720 } },
  hd_none: { width: { exact: 1280 }, height: { exact: 720 }, resizeMode: { exact: "none" } },
  full_hd_ideal: { width: { ideal: 1920 }, height: { ideal: 1080 } },
  portrait: { width: { ideal: 480 }, height: { ideal: 640 } },
  portrait_ratio: { aspectRatio: { exact: 0.5625 }, height: { ideal: 640 } },
  odd_both: { width: { exact: 321 }, height: { exact: 241 } },
  tiny: { width: { exact: 16 }, height: { exact: 16 } },
};

async function deliver(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height, resizeMode } = track.getSettings();
  const seen = await rtc.frames(track, 2);
  track.stop();
  return { settings: { width, height }, mode: resizeMode ?? null, frames: { width: seen.width, height: seen.height } };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) facts[name] = await deliver(rtc, constraints);
  return { facts };
}
