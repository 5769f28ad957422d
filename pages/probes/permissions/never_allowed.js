// Blocks the camera in the prompt of `getUserMedia()` by keyboard, and captures what the browser shows.
// https://w3c.github.io/permissions/#dfn-denied
// META: stage=person
// META: spoils

import { REQUESTS, ask, calmPage, isGecko, press } from "../../lib/faces.js";

const NEVER_ALLOW = isGecko ? ["alt+b"] : ["alt+shift+a", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return"];

export default async function (rtc) {
  calmPage("This page may not use the camera.");
  const asked = await ask(rtc, REQUESTS.camera);
  await rtc.picture("prompt");
  const unanswered = await asked.outcome(0);
  await press(rtc, NEVER_ALLOW, asked);
  const forbidden = await asked.outcome(3000);
  await rtc.picture("forbidden");
  const state = await rtc.attempt(() => navigator.permissions.query({ name: "camera" }));
  const again = await ask(rtc, REQUESTS.camera);
  return { facts: { unanswered, forbidden, state: state.ok ? state.value.state : state.error.name, again: await again.outcome(1500) } };
}
