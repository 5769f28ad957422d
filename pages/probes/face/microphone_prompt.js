// Pictures the prompt for the microphone, dismisses it and records what the page learns.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: stage=person
// META: spoils

import { REQUESTS, ask, calmPage, press } from "../../lib/faces.js";

export default async function (rtc) {
  calmPage("This page asks for the microphone.");
  await rtc.activate();
  const asked = await ask(rtc, REQUESTS.microphone);
  await rtc.picture("prompt");
  const unanswered = await asked.outcome(0);
  await press(rtc, ["Escape"], asked);
  const dismissed = await asked.outcome(3000);
  await rtc.picture("after-it-was-dismissed");
  return { facts: { unanswered, dismissed }, notes: { message: asked.message() } };
}
