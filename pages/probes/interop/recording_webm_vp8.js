// One browser records numbered pictures as video/webm;codecs=vp8, another one plays the file.
// META: pair
// META: timeout=90
// https://w3c.github.io/mediacapture-record/#mediarecorder-api
import { playedElsewhere } from "../../lib/other_browser_recording.js";

const { offerer, answerer } = playedElsewhere("video/webm;codecs=vp8");

export { offerer, answerer };
