// Captures another tab with each setFocusBehavior() value and records which tab is in front.
// https://w3c.github.io/mediacapture-screen-share/#dom-capturecontroller-setfocusbehavior
// META: stage=screen
// META: spoils
// META: timeout=180

import { OPTIONS, capture, openShared } from "../../lib/surfaces.js";

const BEHAVIOURS = { stay: "focus-capturing-application", go: "focus-captured-surface", leave: "no-focus-change" };

// With these values no tab comes to the front, and no event says so; with the others the probe waits for one.
const STAYS = [BEHAVIOURS.stay, BEHAVIOURS.leave];
const STILL = 1500;
const PATIENCE = 10000;
const PRESSES = 3;
const TRIES = 6;

async function comesInFront(rtc, page, other, ms) {
  const inFront = () => page.document.visibilityState === "visible" && other.document.visibilityState === "hidden";
  return (await rtc.attempt(() => rtc.until(inFront, { ms, label: "the captured tab in front" }))).ok;
}

// A new tab opens in front; a key press brings the capturing page back to the front.
async function withTabBehind(rtc) {
  const tab = await openShared(rtc, "tab");
  await comesInFront(rtc, tab, globalThis, PATIENCE);
  let in_front = false;
  // On a busy machine a key press may come before the window handles it
  for (let presses = 0; presses < PRESSES && !in_front; presses += 1) {
    await rtc.press("ctrl+1");
    in_front = await comesInFront(rtc, globalThis, tab, PATIENCE);
  }
  return { tab, in_front };
}

async function whoIsInFront(rtc, behaviour) {
  const { tab, in_front } = await withTabBehind(rtc);
  const controller = new CaptureController();
  if (behaviour) controller.setFocusBehavior(behaviour);
  const stream = await capture(rtc, { ...OPTIONS.tab, controller });
  const moved = await comesInFront(rtc, tab, globalThis, STAYS.includes(behaviour) ? STILL : PATIENCE);
  stream.getTracks().forEach((track) => track.stop());
  tab.close();
  return { capturingPageVisibleBefore: in_front, capturedTabVisibleAfter: moved };
}

export default async function (rtc) {
  if (typeof CaptureController !== "function") rtc.unsupported("CaptureController");
  rtc.step("unspecified");
  const facts = { unspecified: rtc.fact("unspecified", await whoIsInFront(rtc, null)) };
  let uninvited = 0;
  for (const [name, behaviour] of Object.entries(BEHAVIOURS)) {
    rtc.step(name);
    facts[name] = rtc.fact(name, await whoIsInFront(rtc, behaviour));
    // On a busy machine a key press may have no effect, and a browser may decide before setFocusBehavior() arrives (about one
    // run in twenty). The fact is whether the page can stay in front; the number of retries for that is a metric
    for (let tries = 1; tries < TRIES; tries += 1) {
      const { capturingPageVisibleBefore, capturedTabVisibleAfter } = facts[name];
      const cameInFront = STAYS.includes(behaviour) && capturedTabVisibleAfter;
      if (capturingPageVisibleBefore && !cameInFront) break;
      uninvited += capturingPageVisibleBefore ? 1 : 0;
      facts[name] = rtc.fact(name, await whoIsInFront(rtc, behaviour));
    }
  }
  return { facts, metrics: { came_in_front_uninvited: uninvited } };
}
