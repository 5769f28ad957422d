// Captures the prompt of `getUserMedia({ video: true })`, dismisses it and records the outcome.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: stage=person
// META: spoils

import { REQUESTS, dismissPrompt } from "../../lib/faces.js";

export default (rtc) => dismissPrompt(rtc, "This page asks for the camera.", REQUESTS.camera);
