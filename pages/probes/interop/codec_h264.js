// `setCodecPreferences()` with H.264 alone in a call between two browsers: codec in `getStats()`, and numbered frames.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { peerCodec } from "../../lib/other_browser_codecs.js";

const call = peerCodec("video/H264");

export { call as offerer, call as answerer };
