// Open pages to be captured, and capture what the stage selects by title: a tab, a window or the screen.

const TITLES = { tab: "rtcmatrix shared tab", window: "rtcmatrix shared window" };
const WINDOW_FEATURES = "popup,width=700,height=500,left=300,top=200";

// Where the two halves of a captured page are sampled, away from the counter in the corner.
export const HALVES = [[0.25, 0.5], [0.75, 0.5]];

// Open pages/lib/shared.html as a tab or window. With `picked`, its title is the one that the stage selects. A page that is
// `still` does not change after it is captured, so that the display becomes static. Return the page's window, with
// paint(left, right) and sound(hertz).
export async function openShared(rtc, kind = "tab", { picked = true, still = false, left = "red", right = "blue" } = {}) {
  if (import.meta.url.startsWith("blob:")) rtc.unsupported("another page of a page server");
  const title = picked ? TITLES[kind] : "another page";
  const address = new URL("shared.html", import.meta.url);
  address.search = new URLSearchParams({ title, left, right });
  if (still) address.searchParams.set("still", "");
  const opened = window.open(address, "_blank", kind === "window" ? WINDOW_FEATURES : "");
  if (!opened) rtc.unsupported("opening a page to be captured");
  rtc.cleanup(() => opened.close());
  await rtc.until(() => opened.ready, { ms: 20000, label: "the page to capture loaded" });
  return opened;
}

// getDisplayMedia() options with which the stage selects a surface of this kind.
export const OPTIONS = {
  tab: { video: true },
  window: { video: true, monitorTypeSurfaces: "exclude" },
  monitor: { video: true },
};

const BY_ITSELF = 12000; // time for a browser that selects without a person, on a busy machine

// Capture a surface. The probe ends as unsupported if the browser cannot be told what to select.
export async function capture(rtc, options) {
  const outcome = await rtc.requestDisplay(options, { ms: BY_ITSELF });
  if (outcome.state === "pending") rtc.unsupported("picking what is captured without a person");
  if (outcome.error?.name === "NotFoundError") rtc.unsupported("a display to capture");
  if (outcome.state === "rejected") throw new Error(`getDisplayMedia was refused: ${outcome.error.name}`);
  return outcome.value;
}

// Count `ended` events and read readyState. Wait up to `ms` for the first event.
export function watchEnd(rtc, track, ms = 5000) {
  let events = 0;
  track.addEventListener("ended", () => (events += 1));
  return async () => {
    await rtc.attempt(() => rtc.until(() => track.readyState === "ended" && events > 0, { ms, label: "track ended event" }));
    return { endedEvents: events, readyState: track.readyState };
  };
}

// The button's colors that occur nowhere else: in the floating bar on the screen (Chromium's, faded and not, then
// Firefox's) and in the bar of a tab, each also while hovered. A button that appears under the pointer ignores clicks at
// first, to prevent accidental input, and may keep its hover color.
const FLOATING = [[73, 137, 243], [91, 148, 244], [11, 87, 208], [33, 102, 212], [0, 97, 224]];
const OF_A_TAB = [[11, 87, 208], [33, 102, 212]];
const SURFACES = { tab: "browser", window: "window" };

async function clickStop(rtc, colours) {
  for (const colour of colours) if (await rtc.clickColour(colour)) return;
}

// Capture a surface and click "Stop sharing" in the browser's bar until the capture ends. `kind` is "monitor", "window" or
// "tab". The probe ends as unsupported if the browser selects another one.
export async function stopByBar(rtc, kind) {
  const stream = await capture(rtc, OPTIONS[kind]);
  const [track] = stream.getVideoTracks();
  const surface = track.getSettings().displaySurface ?? "not told";
  if (kind !== "monitor" && surface !== SURFACES[kind]) rtc.unsupported(`picking a ${kind} without a person`);
  const ended = watchEnd(rtc, track, 3000);
  const found = await rtc.attempt(() => rtc.until(async () => {
    await clickStop(rtc, kind === "tab" ? OF_A_TAB : FLOATING);
    return track.readyState === "ended";
  }, { ms: 12000, every: 300, label: "the bar with the button that stops sharing" }));
  if (!found.ok) await rtc.picture("no bar to stop sharing with");
  const end = await ended();
  const described = { surface, stopSharingButtonFound: found.ok, ...end, streamActive: stream.active, muted: track.muted };
  track.stop();
  return described;
}
