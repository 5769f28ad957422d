// `getUserMedia()` and `applyConstraints()` with pan, tilt, zoom, torch, focus, exposure and `backgroundBlur`.
// https://w3c.github.io/mediacapture-image/#constrainable-properties
// META: alone
// META: timeout=60

const VALUES = {
  pan: 0, tilt: 0, zoom: 1, torch: true, whiteBalanceMode: "manual", exposureMode: "manual", focusMode: "manual", exposureCompensation: 0,
  exposureTime: 1, colorTemperature: 4000, iso: 100, brightness: 1, contrast: 1, saturation: 1, sharpness: 1, focusDistance: 1,
  backgroundBlur: true, eyeGazeCorrection: true, faceFraming: true, powerEfficient: true, backgroundSegmentationMask: true,
};

// Tried also in browsers that do not support them: an unsupported constraint is ignored.
const UNKNOWN_HERE = ["torch", "zoom", "backgroundBlur"];

async function open(rtc, name, wish) {
  const opened = await rtc.attempt(() => rtc.camera({ [name]: wish }));
  if (!opened.ok) return opened.error;
  const [track] = opened.value.getVideoTracks();
  const setting = track.getSettings()[name];
  const capability = track.getCapabilities?.()[name] ?? null;
  track.stop();
  return { opened: true, setting: setting ?? null, capability };
}

export default async function (rtc) {
  const supported = navigator.mediaDevices.getSupportedConstraints();
  const facts = { supported: Object.keys(VALUES).filter((name) => supported[name]), ideal: {}, exact: {} };
  for (const [name, value] of Object.entries(VALUES).filter(([known]) => supported[known] || UNKNOWN_HERE.includes(known))) {
    facts.ideal[name] = await open(rtc, name, { ideal: value });
    facts.exact[name] = await open(rtc, name, { exact: value });
  }
  const track = (await rtc.camera()).getVideoTracks()[0];
  facts.applied = {};
  for (const [name, value] of Object.entries(VALUES)) {
    const applied = await rtc.attempt(() => rtc.within(10000, track.applyConstraints({ [name]: { exact: value } }), name));
    facts.applied[name] = applied.ok ? "yes" : applied.error;
  }
  return { facts };
}
