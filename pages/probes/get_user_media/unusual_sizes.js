// `getSettings()` and the size of the video frames for 16:9 of a 4:3 camera, square, portrait and odd sizes.
// https://w3c.github.io/mediacapture-main/#def-constraint-resizeMode
// META: alone
// META: timeout=40

const REQUESTS = {
  exact640x360: { width: { exact: 640 }, height: { exact: 360 } },
  bare640x360ResizeModeNone: { width: 640, height: 360, resizeMode: { exact: "none" } },
  wideAspectRatioResizeModeNone: { aspectRatio: 16 / 9, resizeMode: { exact: "none" } },
  bare160x160: { width: 160, height: 160 },
  bare160x160ResizeModeNone: { width: 160, height: 160, resizeMode: { exact: "none" } },
  heightExact360: { height: { exact: 360 } },
  heightIdeal360: { height: { ideal: 360 } },
  exact1280x720: { width: { exact: 1280 }, height: { exact: 720 } },
  exact1280x720ResizeModeNone: { width: { exact: 1280 }, height: { exact: 720 }, resizeMode: { exact: "none" } },
  ideal1920x1080: { width: { ideal: 1920 }, height: { ideal: 1080 } },
  portrait: { width: { ideal: 480 }, height: { ideal: 640 } },
  portraitAspectRatio: { aspectRatio: { exact: 0.5625 }, height: { ideal: 640 } },
  exact321x241: { width: { exact: 321 }, height: { exact: 241 } },
  tiny: { width: { exact: 16 }, height: { exact: 16 } },
};

async function deliver(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height, resizeMode } = track.getSettings();
  const seen = await rtc.watchFrames(track, 2);
  track.stop();
  return { settings: { width, height }, mode: resizeMode ?? null, frames: { width: seen.width, height: seen.height } };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) facts[name] = await deliver(rtc, constraints);
  return { facts };
}
