// A call of two browsers with audio/opus alone both ways: it is what both say they use, and the tone arrives.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { peerCodec } from "../../lib/other_browser_codecs.js";

const call = peerCodec("audio/opus");

export { call as offerer, call as answerer };
