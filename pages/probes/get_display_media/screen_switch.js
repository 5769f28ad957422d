// Captures a tab with each surfaceSwitching value, opens a third tab and clicks where "Share this tab instead" is.
// https://w3c.github.io/mediacapture-screen-share/#dom-displaymediastreamoptions-surfaceswitching
// META: stage=screen
// META: spoils
// META: timeout=90

import { comesToShow } from "../../lib/colours.js";
import { HALVES, OPTIONS, capture, openShared } from "../../lib/surfaces.js";

// The button's place in Chromium's bar. Its color is too common to search for; the screenshots show where other browsers
// have it.
const BUTTON = { x: 910, y: 183 };

// How long the third tab may take to be shown: long where the button is expected, for a loaded machine is slow.
const PATIENCE = { include: 20000, exclude: 1500 };

async function clickAndSee(rtc, video, track, patience) {
  const ended = new Promise((resolve) => track.addEventListener("ended", () => resolve("stopped"), { once: true }));
  await rtc.click(BUTTON.x, BUTTON.y);
  const other = comesToShow(rtc, video, HALVES, ["green", "yellow"], patience);
  return Promise.race([ended, other.then((shown) => (shown ? "switched" : "as it was"))]);
}

async function switching(rtc, surfaceSwitching) {
  const tab = await openShared(rtc, "tab");
  const stream = await capture(rtc, { ...OPTIONS.tab, surfaceSwitching });
  const [track] = stream.getVideoTracks();
  if (track.getSettings().displaySurface !== "browser") rtc.unsupported("picking a tab without a person");
  const video = await rtc.play(track);
  await comesToShow(rtc, video, HALVES, ["red", "blue"]);
  const third = await openShared(rtc, "tab", { picked: false, still: true, left: "green", right: "yellow" });
  await rtc.until(() => third.document.visibilityState === "visible", { ms: 10000, label: "the third tab in front" });
  await rtc.picture(`third-tab-${surfaceSwitching}`);
  const became = await clickAndSee(rtc, video, track, PATIENCE[surfaceSwitching]);
  const described = { became, readyState: track.readyState, sameTrack: stream.getVideoTracks()[0] === track };
  track.stop();
  third.close();
  tab.close();
  return described;
}

export default async function (rtc) {
  return {
    facts: {
      included: await switching(rtc, "include"),
      excluded: await switching(rtc, "exclude"),
    },
  };
}
