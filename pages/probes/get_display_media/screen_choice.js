// Records the displaySurface that getDisplayMedia() captures with selfBrowserSurface, monitorTypeSurfaces and others.
// https://w3c.github.io/mediacapture-screen-share/#dom-displaymediastreamoptions-selfbrowsersurface
// META: stage=screen
// META: spoils

import { openShared } from "../../lib/surfaces.js";

async function taken(rtc, options) {
  const outcome = await rtc.requestDisplay(options);
  if (outcome.state !== "fulfilled") return rtc.inAWord(outcome);
  const [track] = outcome.value.getVideoTracks();
  const surface = track.getSettings().displaySurface ?? "not told";
  outcome.value.getTracks().forEach((each) => each.stop());
  return surface;
}

export default async function (rtc) {
  const facts = { noSurfaceOpened: await taken(rtc, { video: true }) };
  if (facts.noSurfaceOpened === "not told") rtc.unsupported("the kind of surface in the settings of a track");
  const title = document.title;
  document.title = "rtcmatrix shared tab";
  facts.currentTab = {
    unspecified: await taken(rtc, { video: true }),
    included: await taken(rtc, { video: true, selfBrowserSurface: "include" }),
    excluded: await taken(rtc, { video: true, selfBrowserSurface: "exclude" }),
    preferred: await taken(rtc, { video: true, preferCurrentTab: true }),
  };
  document.title = title;
  const window = await openShared(rtc, "window");
  // Without "exclude", automation may pick the screen or the window, whichever the picker lists first.
  facts.window = { monitorTypeSurfacesExclude: await taken(rtc, { video: true, monitorTypeSurfaces: "exclude" }) };
  window.close();
  await openShared(rtc, "tab");
  facts.tab = {
    displaySurfaceMonitor: await taken(rtc, { video: { displaySurface: "monitor" } }),
    monitorTypeSurfacesExclude: await taken(rtc, { video: true, monitorTypeSurfaces: "exclude" }),
    preferCurrentTab: await taken(rtc, { video: true, preferCurrentTab: true }),
    surfaceSwitchingInclude: await taken(rtc, { video: true, surfaceSwitching: "include" }),
  };
  return { facts };
}
