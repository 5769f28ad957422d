// Shares a screen with `getDisplayMedia()` by keyboard, captures the sharing bar and stops with its button.
// https://w3c.github.io/mediacapture-main/#privacy-indicator-requirements
// META: stage=person
// META: spoils

import { REQUESTS, ask, calmPage, isGecko, press } from "../../lib/faces.js";

const STOP = [[73, 137, 243], [11, 87, 208], [0, 97, 224]];
const KEYS = ["Tab", "Tab", "Right", "Return"];

// Color of Firefox' list of windows and screens.
const LIST = [228, 228, 229];

// Firefox lists screens last, in a menu that opens by click only.
async function choose(rtc) {
  if (!isGecko) return press(rtc, KEYS);
  await rtc.clickColour(LIST, 3);
  await rtc.picture("choice");
  return press(rtc, ["Down", "Down", "Return", "alt+a"]);
}

async function stop(rtc, track) {
  const pressed = async () => {
    for (const colour of STOP) if (await rtc.clickColour(colour)) break;
    return track.readyState === "ended";
  };
  return (await rtc.attempt(() => rtc.until(pressed, { ms: 5000, every: 300, label: "the bar with the button that stops sharing" }))).ok;
}

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  calmPage("This page shares the screen.");
  const asked = await ask(rtc, () => REQUESTS.display({ video: { displaySurface: "monitor" } }));
  await rtc.picture("picker");
  const unanswered = await asked.outcome(0);
  await choose(rtc);
  const allowed = await asked.outcome(3000);
  const [track] = asked.stream()?.getVideoTracks() ?? [];
  if (!track) return { facts: { unanswered, allowed } };
  await rtc.picture("sharing");
  const surface = track.getSettings().displaySurface;
  const stopSharingButtonFound = await stop(rtc, track);
  await rtc.picture("after-sharing");
  return { facts: { unanswered, allowed, surface, stopSharingButtonFound, readyState: track.readyState } };
}
