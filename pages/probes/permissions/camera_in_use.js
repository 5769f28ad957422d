// Allows `getUserMedia()` for this time by keyboard; captures the camera indicator of the browser during and after use.
// https://w3c.github.io/mediacapture-main/#privacy-indicator-requirements
// META: stage=person
// META: spoils

import { REQUESTS, ask, calmPage, isGecko, press } from "../../lib/faces.js";

const ALLOW_THIS_TIME = isGecko ? ["alt+a"] : ["alt+shift+a", "Tab", "Tab", "Tab", "Tab", "Tab", "Return"];

export default async function (rtc) {
  calmPage("This page uses the camera.");
  const asked = await ask(rtc, REQUESTS.camera);
  await rtc.picture("prompt");
  const unanswered = await asked.outcome(0);
  await press(rtc, ALLOW_THIS_TIME, asked);
  const allowed = await asked.outcome(3000);
  await rtc.picture("in-use");
  const state = await rtc.attempt(() => navigator.permissions.query({ name: "camera" }));
  asked.stream()?.getTracks().forEach((track) => track.stop());
  await rtc.picture("after-use");
  const again = await ask(rtc, REQUESTS.camera);
  const secondRequest = await again.outcome(1500);
  return { facts: { unanswered, allowed, state: state.ok ? state.value.state : state.error.name, secondRequest } };
}
