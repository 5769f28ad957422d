// `MediaRecorder` of one browser records `video/x-matroska;codecs=avc1,opus`; another browser plays the file.
// META: pair
// META: timeout=90
// https://w3c.github.io/mediacapture-record/#mediarecorder-api
import { playedElsewhere } from "../../lib/other_browser_recording.js";

const { offerer, answerer } = playedElsewhere("video/x-matroska;codecs=avc1,opus");

export { offerer, answerer };
