// `getSettings()` and the size of the video frames for exact sizes that no camera mode has, per `resizeMode`.
// https://w3c.github.io/mediacapture-main/#def-constraint-resizeMode
// META: alone

const SIZES = {
  width641: { width: { exact: 641 } },
  height360: { height: { exact: 360 } },
  size160x160: { width: { exact: 160 }, height: { exact: 160 } },
  aspectRatio2: { aspectRatio: { exact: 2 } },
};

const MODES = { unsaid: {}, none: { resizeMode: { exact: "none" } }, cropAndScale: { resizeMode: { exact: "crop-and-scale" } } };

async function deliver(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height, resizeMode } = track.getSettings();
  const seen = await rtc.watchFrames(track, 2);
  track.stop();
  return { settings: { width, height, resizeMode }, frames: { width: seen.width, height: seen.height } };
}

export default async function (rtc) {
  const facts = { resizeModeSupported: navigator.mediaDevices.getSupportedConstraints().resizeMode === true };
  for (const [mode, wish] of Object.entries(MODES)) {
    facts[mode] = {};
    for (const [name, size] of Object.entries(SIZES)) facts[mode][name] = await deliver(rtc, { ...size, ...wish });
  }
  return { facts };
}
