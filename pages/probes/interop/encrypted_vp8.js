// E2EE of VP8 between two browsers: video without the key, with it, and after a key change.
// META: pair
// META: timeout=60
// https://www.w3.org/TR/webrtc-encoded-transform/#rtcrtpscripttransform
import { encryptedBetween } from "../../lib/other_browser_encrypted.js";

const { offerer, answerer } = encryptedBetween("vp8");

export { offerer, answerer };
