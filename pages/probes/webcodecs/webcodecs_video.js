// Asks VideoEncoder and VideoDecoder `isConfigSupported()` codec by codec, and sends frames of known colors through both.
// https://w3c.github.io/webcodecs/#dom-videoencoder-isconfigsupported
// META: timeout=60
import { PICTURE, pictureRoundTrip, supported } from "../../lib/webcodecs.js";

const CODECS = {
  "VP8": { codec: "vp8" },
  "VP9 profile 0": { codec: "vp09.00.10.08" },
  "VP9 profile 1": { codec: "vp09.01.10.08.03" },
  "VP9 profile 2": { codec: "vp09.02.10.10" },
  "VP9 profile 3": { codec: "vp09.03.10.10.03" },
  "AV1 main": { codec: "av01.0.04M.08" },
  "AV1 main 10 bit": { codec: "av01.0.04M.10" },
  "AV1 high": { codec: "av01.1.04M.08" },
  "H264 baseline": { codec: "avc1.42001f", avc: { format: "avc" } },
  "H264 constrained baseline": { codec: "avc1.42e01f", avc: { format: "avc" } },
  "H264 main": { codec: "avc1.4d001f", avc: { format: "avc" } },
  "H264 high": { codec: "avc1.64001f", avc: { format: "avc" } },
  "H264 in Annex B": { codec: "avc1.42001f", avc: { format: "annexb" } },
  "H265 main": { codec: "hvc1.1.6.L93.B0" },
  "H265 main 10": { codec: "hvc1.2.4.L93.B0" },
};

export default async function (rtc) {
  for (const name of ["VideoEncoder", "VideoDecoder"]) if (typeof globalThis[name] !== "function") rtc.unsupported(name);
  const facts = {};
  for (const [name, config] of Object.entries(CODECS)) {
    const { codec } = config;
    const claimed = {
      encoder: await supported(rtc, VideoEncoder, { ...PICTURE, ...config }),
      decoder: await supported(rtc, VideoDecoder, { codec, codedWidth: PICTURE.width, codedHeight: PICTURE.height }),
      hardwareEncoder: await supported(rtc, VideoEncoder, { ...PICTURE, ...config, hardwareAcceleration: "prefer-hardware" }),
      hardwareDecoder: await supported(rtc, VideoDecoder, { codec, hardwareAcceleration: "prefer-hardware" }),
    };
    facts[name] = { claimed };
    if (claimed.encoder !== true) continue;
    const trip = await pictureRoundTrip(rtc, { ...PICTURE, ...config });
    facts[name] = { claimed, ...trip, keepsItsWord: trip.encoded === "yes" && (claimed.decoder !== true || trip.decoded.right) };
  }
  return { facts };
}
