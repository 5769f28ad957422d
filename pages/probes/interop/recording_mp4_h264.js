// `MediaRecorder` of one browser records `video/mp4;codecs=avc1.42E01E,opus`; another browser plays the file.
// META: pair
// META: timeout=90
// https://w3c.github.io/mediacapture-record/#mediarecorder-api
import { playedElsewhere } from "../../lib/other_browser_recording.js";

const { offerer, answerer } = playedElsewhere("video/mp4;codecs=avc1.42E01E,opus");

export { offerer, answerer };
