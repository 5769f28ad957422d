// Captures a tab with getDisplayMedia() and clicks the browser's "Stop sharing" button.
// https://w3c.github.io/mediacapture-main/#track-ended
// META: stage=screen
// META: spoils
// META: timeout=40

import { openShared, stopByBar } from "../../lib/surfaces.js";

export default async function (rtc) {
  document.body.style.background = "white";
  await openShared(rtc, "tab", { left: "green", right: "yellow" });
  return { facts: await stopByBar(rtc, "tab") };
}
