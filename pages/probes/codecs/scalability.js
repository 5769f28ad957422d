// `scalabilityMode` values that `encodingInfo()` reports per codec, and that `addTransceiver()` keeps.
// https://w3c.github.io/webrtc-svc/#scalabilitymodes*
const CODECS = ["VP8", "VP9", "H264", "AV1"];
const LAYERS = ["1", "2", "3"];
const MODES = ["L", "S"].flatMap((form) => LAYERS.flatMap((spatial) => LAYERS.flatMap((temporal) => {
  const mode = `${form}${spatial}T${temporal}`;
  if (spatial === "1") return form === "L" ? [mode] : [];
  return form === "L" ? [mode, `${mode}h`, `${mode}_KEY`, `${mode}_KEY_SHIFT`] : [mode, `${mode}h`];
})));

async function claims(contentType, scalabilityMode) {
  const video = { contentType, width: 1280, height: 720, bitrate: 2000000, framerate: 30, scalabilityMode };
  try {
    return (await navigator.mediaCapabilities.encodingInfo({ type: "webrtc", video })).supported;
  } catch {
    return false;
  }
}

async function senderTakes(rtc, scalabilityMode) {
  const pc = rtc.connection();
  const added = await rtc.attempt(async () => pc.addTransceiver("video", { sendEncodings: [{ scalabilityMode }] }));
  const kept = added.ok ? added.value.sender.getParameters().encodings[0]?.scalabilityMode ?? null : added.error.name;
  pc.close();
  return kept;
}

export default async function (rtc) {
  if (!navigator.mediaCapabilities?.encodingInfo) rtc.unsupported("navigator.mediaCapabilities.encodingInfo");
  const claimed = {};
  for (const codec of CODECS) {
    claimed[codec] = [];
    for (const mode of MODES) if (await claims(`video/${codec}`, mode)) claimed[codec].push(mode);
  }
  const sender = {};
  for (const mode of ["L1T3", "L3T3_KEY", "no-such-mode"]) sender[mode] = await senderTakes(rtc, mode);
  const unknown = await claims("video/VP8", "no-such-mode");
  return { facts: { claimed, unknownClaimed: unknown, sender } };
}
