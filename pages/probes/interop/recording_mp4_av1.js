// `MediaRecorder` of one browser records `video/mp4;codecs=av01.0.04M.08,opus`; another browser plays the file.
// META: pair
// META: timeout=90
// https://w3c.github.io/mediacapture-record/#mediarecorder-api
import { playedElsewhere } from "../../lib/other_browser_recording.js";

const { offerer, answerer } = playedElsewhere("video/mp4;codecs=av01.0.04M.08,opus");

export { offerer, answerer };
