// Records each video/webm type of isTypeSupported(); inspects codecs, tracks, size and keyframes, and plays it.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-mimetype
// META: timeout=240
import { recordClaimed } from "../../lib/recorded.js";

export default async function (rtc) {
  const facts = await recordClaimed(rtc, {
    "video/webm;codecs=vp8": { withSound: false },
    "video/webm;codecs=vp9": { withSound: false },
    "video/webm;codecs=av01.0.04M.08": { withSound: false },
    "video/webm;codecs=vp8,opus": { withSound: true },
    "video/webm;codecs=vp9,opus": { withSound: true },
    "video/webm;codecs=av01.0.04M.08,opus": { withSound: true },
  });
  return { facts };
}
