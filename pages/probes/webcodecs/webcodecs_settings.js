// Asks `VideoEncoder.isConfigSupported()` about encoder settings codec by codec, and about invalid configurations.
// https://w3c.github.io/webcodecs/#dictdef-videoencoderconfig
// META: timeout=60
import { PICTURE, supported } from "../../lib/webcodecs.js";

const CODECS = { VP8: "vp8", VP9: "vp09.00.10.08", AV1: "av01.0.04M.08", H264: "avc1.42001f" };
const SETTINGS = {
  "variable rate": { bitrateMode: "variable" },
  "constant rate": { bitrateMode: "constant" },
  "quantizer": { bitrateMode: "quantizer" },
  "realtime": { latencyMode: "realtime" },
  "quality": { latencyMode: "quality" },
  "kept transparency": { alpha: "keep" },
  "software": { hardwareAcceleration: "prefer-software" },
  "L1T2": { scalabilityMode: "L1T2" },
  "L1T3": { scalabilityMode: "L1T3" },
  "L2T1": { scalabilityMode: "L2T1" },
  "L3T3_KEY": { scalabilityMode: "L3T3_KEY" },
  "content hint": { contentHint: "detail" },
  "4K": { width: 3840, height: 2160 },
  "an odd size": { width: 321, height: 181 },
};
const REFUSED = {
  "an unknown codec": { codec: "no-such-codec" },
  "an ambiguous codec": { codec: "vp9" },
  "no codec": { codec: "" },
  "no width": { codec: "vp8", width: 0 },
  "an unknown setting of a known kind": { codec: "vp8", latencyMode: "no-such-mode" },
  "an unknown scalability mode": { codec: "vp8", scalabilityMode: "no-such-mode" },
};

// The members of the returned config: those that the browser recognized.
function repeated(config) {
  return Object.keys(config).sort();
}

export default async function (rtc) {
  if (typeof globalThis.VideoEncoder !== "function") rtc.unsupported("VideoEncoder");
  const facts = { settings: {}, refused: {}, repeated: null };
  for (const [name, codec] of Object.entries(CODECS)) {
    facts.settings[name] = {};
    for (const [what, setting] of Object.entries(SETTINGS)) {
      facts.settings[name][what] = await supported(rtc, VideoEncoder, { codec, ...PICTURE, ...setting });
    }
  }
  for (const [what, setting] of Object.entries(REFUSED)) {
    facts.refused[what] = await supported(rtc, VideoEncoder, { ...PICTURE, ...setting });
  }
  const full = { codec: "vp8", ...PICTURE, latencyMode: "realtime", bitrateMode: "constant", noSuchMember: 1 };
  await supported(rtc, VideoEncoder, full, (config) => (facts.repeated = repeated(config)));
  return { facts };
}
