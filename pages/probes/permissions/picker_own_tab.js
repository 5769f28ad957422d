// Captures the picker of `getDisplayMedia({ preferCurrentTab: true })` and cancels it.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: stage=person
// META: spoils

import { cancelPicker } from "../../lib/faces.js";

export default (rtc) => cancelPicker(rtc, "This page asks for its own tab.", { video: true, preferCurrentTab: true, audio: true });
