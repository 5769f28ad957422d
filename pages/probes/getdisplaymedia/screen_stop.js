// Captures a tab, a window and the screen, and clicks "Stop sharing" in the browser's own bar.
// https://w3c.github.io/mediacapture-main/#track-ended
// META: stage=screen
// META: spoils
// META: timeout=40

import { OPTIONS, openShared, watchEnd } from "../../lib/surfaces.js";

// The colours of the button, as far as one cannot be mistaken for anything else: in the bar that floats on the screen
// (Chromium's, faded and not, then Firefox'), and in the bar of a tab.
const FLOATING = [[73, 137, 243], [11, 87, 208], [0, 97, 224]];
const OF_A_TAB = [[11, 87, 208]];

async function clickStop(rtc, colours) {
  for (const colour of colours) if (await rtc.clickColour(colour)) return;
}

async function stopped(rtc, options, colours) {
  const outcome = await rtc.requestDisplay(options);
  if (outcome.state !== "fulfilled") return { outcome: rtc.inAWord(outcome) };
  const stream = outcome.value;
  const [track] = stream.getVideoTracks();
  const surface = track.getSettings().displaySurface ?? "not told";
  const ended = watchEnd(rtc, track, 1500);
  const inactive = [];
  stream.addEventListener("inactive", () => inactive.push(true));
  const found = await rtc.attempt(() => rtc.until(async () => {
    await clickStop(rtc, colours);
    return track.readyState === "ended";
  }, { ms: 6000, every: 300, label: "a bar to stop sharing with" }));
  const end = await ended();
  const described = { surface, bar_found: found.ok, ...end, stream_active: stream.active, muted: track.muted };
  track.stop();
  return described;
}

export default async function (rtc) {
  document.body.style.background = "white";
  const facts = { monitor: await stopped(rtc, OPTIONS.monitor, FLOATING) };
  const opened = await openShared(rtc, "window", { left: "green", right: "yellow" });
  facts.window = await stopped(rtc, OPTIONS.window, FLOATING);
  opened.close();
  await openShared(rtc, "tab", { left: "green", right: "yellow" });
  facts.tab = await stopped(rtc, OPTIONS.tab, OF_A_TAB);
  return { facts };
}
