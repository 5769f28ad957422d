// Captures the picker of `getDisplayMedia({ monitorTypeSurfaces: "exclude" })` and cancels it.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: stage=person
// META: spoils

import { cancelPicker } from "../../lib/faces.js";

export default (rtc) => cancelPicker(rtc, "This page asks for a capture without screens.", { video: true, monitorTypeSurfaces: "exclude" });
