// `getSettings()` and the size of the video frames for exact sizes that no camera mode has, per `resizeMode`.
// https://w3c.github.io/mediacapture-main/#def-constraint-resizeMode
// META: alone

const SIZES = {
  width_641: { width: { exact: 641 } },
  height_360: { height: { exact: 360 } },
  square_160: { width: { exact: 160 }, height: { exact: 160 } },
  ratio_2: { aspectRatio: { exact: 2 } },
};

const MODES = { unsaid: {}, none: { resizeMode: { exact: "none" } }, crop_and_scale: { resizeMode: { exact: "crop-and-scale" } } };

async function deliver(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height, resizeMode } = track.getSettings();
  const seen = await rtc.frames(track, 2);
  track.stop();
  return { settings: { width, height, resizeMode }, frames: { width: seen.width, height: seen.height } };
}

export default async function (rtc) {
  const facts = { resize_mode_supported: navigator.mediaDevices.getSupportedConstraints().resizeMode === true };
  for (const [mode, wish] of Object.entries(MODES)) {
    facts[mode] = {};
    for (const [name, size] of Object.entries(SIZES)) facts[mode][name] = await deliver(rtc, { ...size, ...wish });
  }
  return { facts };
}
