// Records each video/x-matroska type of isTypeSupported(); inspects codecs, tracks, size and keyframes, and plays it.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-mimetype
// META: timeout=240
import { recordClaimed } from "../../lib/recorded.js";

export default async function (rtc) {
  const facts = await recordClaimed(rtc, {
    "video/x-matroska;codecs=avc1.42E01E": { withSound: false },
    "video/x-matroska;codecs=hvc1.1.6.L93.B0": { withSound: false },
    "video/x-matroska;codecs=vp8,opus": { withSound: true },
    "video/x-matroska;codecs=vp9,opus": { withSound: true },
    "video/x-matroska;codecs=avc1.42E01E,opus": { withSound: true },
    "video/x-matroska;codecs=av01.0.04M.08,opus": { withSound: true },
  });
  return { facts };
}
