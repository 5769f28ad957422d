// Opens pages to be captured, and captures what a stage that picks by title picks: a tab, a window or the screen.

const TITLES = { tab: "rtcmatrix shared tab", window: "rtcmatrix shared window" };
const WINDOW_FEATURES = "popup,width=700,height=500,left=300,top=200";

// Where the two halves of a captured shared page are looked at, away from the number in the corner.
export const HALVES = [[0.25, 0.5], [0.75, 0.5]];

// Opens pages/lib/shared.html as a tab or window; its title has the words by which a stage picks it, where `picked`. A page
// that is `still` is captured when it comes into view, and lets the display come to rest.
// Gives the page's window, with paint(left, right) and sound(hertz).
export async function openShared(rtc, kind = "tab", { picked = true, still = false, left = "red", right = "blue" } = {}) {
  if (import.meta.url.startsWith("blob:")) rtc.unsupported("another page of a page server");
  const title = picked ? TITLES[kind] : "another page";
  const address = new URL("shared.html", import.meta.url);
  address.search = new URLSearchParams({ title, left, right });
  if (still) address.searchParams.set("still", "");
  const opened = window.open(address, "_blank", kind === "window" ? WINDOW_FEATURES : "");
  if (!opened) rtc.unsupported("opening a page to be captured");
  rtc.cleanup(() => opened.close());
  await rtc.until(() => opened.ready, { ms: 8000, label: "the page to be captured" });
  return opened;
}

// What getDisplayMedia is given so that the stage picks a surface of this kind.
export const OPTIONS = {
  tab: { video: true },
  window: { video: true, monitorTypeSurfaces: "exclude" },
  monitor: { video: true },
};

// Captures; ends the probe where the browser cannot be told what to pick.
export async function capture(rtc, options) {
  const outcome = await rtc.requestDisplay(options);
  if (outcome.state === "pending") rtc.unsupported("picking what is captured without a person");
  if (outcome.error?.name === "NotFoundError") rtc.unsupported("a display to capture");
  if (outcome.state === "rejected") throw new Error(`getDisplayMedia was refused: ${outcome.error.name}`);
  return outcome.value;
}

// How many "ended" events came and whether the track is over; waits for the first as long as `ms`.
export function watchEnd(rtc, track, ms = 5000) {
  let events = 0;
  track.addEventListener("ended", () => (events += 1));
  return async () => {
    await rtc.attempt(() => rtc.until(() => track.readyState === "ended" && events > 0, { ms, label: "the end of the capture" }));
    return { ended_events: events, ready_state: track.readyState };
  };
}

// The colours of the button, as far as one cannot be mistaken for anything else: in the bar that floats on the screen
// (Chromium's, faded and not, then Firefox'), and in the bar of a tab; each also as it is lit under the pointer. A button that
// came up under the pointer takes no click in its first moment, against clicks by mistake, and may stay lit.
const FLOATING = [[73, 137, 243], [91, 148, 244], [11, 87, 208], [33, 102, 212], [0, 97, 224]];
const OF_A_TAB = [[11, 87, 208], [33, 102, 212]];
const SURFACES = { tab: "browser", window: "window" };

async function clickStop(rtc, colours) {
  for (const colour of colours) if (await rtc.clickColour(colour)) return;
}

// Captures, and clicks "Stop sharing" in the browser's own bar until the capture is over. `kind` is
// "monitor", "window" or "tab"; where the browser picks another the probe ends.
export async function stopByBar(rtc, kind) {
  const stream = await capture(rtc, OPTIONS[kind]);
  const [track] = stream.getVideoTracks();
  const surface = track.getSettings().displaySurface ?? "not told";
  if (kind !== "monitor" && surface !== SURFACES[kind]) rtc.unsupported(`picking a ${kind} without a person`);
  const ended = watchEnd(rtc, track, 3000);
  const found = await rtc.attempt(() => rtc.until(async () => {
    await clickStop(rtc, kind === "tab" ? OF_A_TAB : FLOATING);
    return track.readyState === "ended";
  }, { ms: 12000, every: 300, label: "a bar to stop sharing with" }));
  if (!found.ok) await rtc.picture("no bar to stop sharing with");
  const end = await ended();
  const described = { surface, bar_found: found.ok, ...end, stream_active: stream.active, muted: track.muted };
  track.stop();
  return described;
}
