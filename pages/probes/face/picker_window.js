// Pictures the picker as it opens when a page wishes for a window, and cancels it.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: stage=person
// META: spoils

import { REQUESTS, ask, calmPage, press } from "../../lib/faces.js";

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  calmPage("This page asks for a window.");
  await rtc.activate();
  const asked = await ask(rtc, () => REQUESTS.display({ video: { displaySurface: "window" }, audio: true }));
  await rtc.picture("picker");
  const unanswered = await asked.outcome(0);
  await press(rtc, ["Escape"], asked);
  return { facts: { unanswered, cancelled: await asked.outcome(3000) }, notes: { message: asked.message() } };
}
