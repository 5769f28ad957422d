// A call of two browsers with video/H264 alone both ways: it is what both say they use, and numbered frames arrive.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { peerCodec } from "../../lib/other_browser_codecs.js";

const call = peerCodec("video/H264");

export { call as offerer, call as answerer };
