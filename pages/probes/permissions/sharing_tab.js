// Shares the current tab with `getDisplayMedia()` by keyboard, captures the sharing bar and stops with its button.
// https://w3c.github.io/mediacapture-main/#privacy-indicator-requirements
// META: stage=person
// META: spoils
// META: timeout=60

import { REQUESTS, ask, calmPage, isGecko } from "../../lib/faces.js";

const STOP = [11, 87, 208];

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  if (isGecko) rtc.unsupported("sharing the own tab");
  calmPage("This page shares its own tab.");
  const asked = await ask(rtc, () => REQUESTS.display({ video: true, preferCurrentTab: true }));
  await rtc.picture("picker");
  const unanswered = await asked.outcome(0);
  for (const key of ["Tab", "Tab", "Return"]) await rtc.press(key);
  const allowed = await asked.outcome(3000);
  const [track] = asked.stream()?.getVideoTracks() ?? [];
  if (!track) return { facts: { unanswered, allowed } };
  let endedEvents = 0;
  track.addEventListener("ended", () => (endedEvents += 1));
  await rtc.picture("sharing");
  const stopSharingButtonFound = await rtc.clickColour(STOP);
  await rtc.attempt(() => rtc.until(() => endedEvents > 0, { ms: 10000, label: "track ended event" }));
  await rtc.picture("after-sharing");
  const surface = track.getSettings().displaySurface;
  return { facts: { unanswered, allowed, surface, stopSharingButtonFound, endedEvents, readyState: track.readyState } };
}
