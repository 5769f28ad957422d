// A call of two browsers with video/VP8 alone both ways: it is what both say they use, and numbered frames arrive.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { peerCodec } from "../../lib/other_browser_codecs.js";

const call = peerCodec("video/VP8");

export { call as offerer, call as answerer };
