// Captures the screen with getDisplayMedia() and clicks the browser's "Stop sharing" button.
// https://w3c.github.io/mediacapture-main/#track-ended
// META: stage=screen
// META: spoils
// META: timeout=40

import { stopByBar } from "../../lib/surfaces.js";

export default async function (rtc) {
  document.body.style.background = "white";
  return { facts: await stopByBar(rtc, "monitor") };
}
