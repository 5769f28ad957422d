// E2EE of H.264 between two browsers: video without the key, with it, and after a key change.
// META: pair
// META: timeout=60
// https://www.w3.org/TR/webrtc-encoded-transform/#rtcrtpscripttransform
import { encryptedBetween } from "../../lib/other_browser_encrypted.js";

const { offerer, answerer } = encryptedBetween("h264");

export { offerer, answerer };
