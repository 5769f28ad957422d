// `setCodecPreferences()` with AV1 alone in a call between two browsers: codec in `getStats()`, and numbered frames.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { peerCodec } from "../../lib/other_browser_codecs.js";

const call = peerCodec("video/AV1");

export { call as offerer, call as answerer };
