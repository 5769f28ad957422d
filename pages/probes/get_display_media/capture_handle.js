// Calls setCaptureHandleConfig(), captures the own tab, and reads getCaptureHandle() and capturehandlechange as it changes.
// https://w3c.github.io/mediacapture-handle/identity/#dom-mediadevices-setcapturehandleconfig
// META: spoils
// META: timeout=60

const CONFIGS = {
  empty: {},
  everyone: { handle: "x", permittedOrigins: ["*"] },
  wildcardAndOrigin: { handle: "x", permittedOrigins: ["*", "https://example.org"] },
  invalidOrigin: { handle: "x", permittedOrigins: ["no origin"] },
  longest: { handle: "x".repeat(1024) },
  handleTooLong: { handle: "x".repeat(1025) },
};

async function tried(rtc, action) {
  const done = await rtc.attempt(async () => action());
  return done.ok ? "taken" : done.error.name;
}

export default async function (rtc) {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.setCaptureHandleConfig) rtc.unsupported("setCaptureHandleConfig");
  const configs = {};
  for (const [name, config] of Object.entries(CONFIGS)) configs[name] = await tried(rtc, () => mediaDevices.setCaptureHandleConfig(config));
  mediaDevices.setCaptureHandleConfig({ handle: "first", exposeOrigin: true, permittedOrigins: ["*"] });
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const seen = [];
  track.addEventListener("capturehandlechange", () => seen.push(track.getCaptureHandle()?.handle ?? null));
  const change = (config) => {
    const before = seen.length;
    mediaDevices.setCaptureHandleConfig(config);
    const told = rtc.attempt(() => rtc.until(() => seen.length > before, { ms: 10000, label: "capturehandlechange" }));
    return told.then(({ ok }) => ok);
  };
  const first = track.getCaptureHandle();
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const onClone = copy.getCaptureHandle?.()?.handle ?? null;
  const capturehandlechangeOnChange = await change({ handle: "second", exposeOrigin: false, permittedOrigins: ["*"] });
  const second = track.getCaptureHandle();
  const capturehandlechangeOnHide = await change({ handle: "third", permittedOrigins: ["https://example.org"] });
  const hidden = track.getCaptureHandle();
  return {
    facts: {
      configs,
      first: first?.handle ?? null,
      firstOriginMatches: first?.origin === location.origin,
      capturehandlechangeOnChange,
      second: second?.handle ?? null,
      originNotExposed: second ? second.origin === undefined || second.origin === "" : null,
      capturehandlechangeOnHide,
      hidden: hidden === null ? null : (hidden?.handle ?? "no handle"),
      onClone,
    },
  };
}
