// Captures another tab with each focus behaviour and records whether the page that captures stays in front.
// https://w3c.github.io/mediacapture-screen-share/#dom-capturecontroller-setfocusbehavior
// META: stage=screen
// META: spoils
// META: timeout=180

import { OPTIONS, capture, openShared } from "../../lib/surfaces.js";

const BEHAVIOURS = { stay: "focus-capturing-application", go: "focus-captured-surface", leave: "no-focus-change" };

// With these nothing comes, and there is no event to wait for; with the others a tab in front is waited for.
const STAYS = [BEHAVIOURS.stay, BEHAVIOURS.leave];
const STILL = 1500;
const PATIENCE = 10000;
const PRESSES = 3;
const TRIES = 6;

async function comesInFront(rtc, page, other, ms) {
  const inFront = () => page.document.visibilityState === "visible" && other.document.visibilityState === "hidden";
  return (await rtc.attempt(() => rtc.until(inFront, { ms, label: "a tab in front" }))).ok;
}

// A tab that was just opened is in front; the page that captures must be, so the keyboard brings it back.
async function withTabBehind(rtc) {
  const tab = await openShared(rtc, "tab");
  await comesInFront(rtc, tab, globalThis, PATIENCE);
  let in_front = false;
  // On a busy machine a key may come before the window listens
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
  return { own_page_before: in_front, captured_tab_after: moved };
}

export default async function (rtc) {
  if (typeof CaptureController !== "function") rtc.unsupported("CaptureController");
  rtc.step("by_default");
  const facts = { by_default: rtc.fact("by_default", await whoIsInFront(rtc, null)) };
  let uninvited = 0;
  for (const [name, behaviour] of Object.entries(BEHAVIOURS)) {
    rtc.step(name);
    facts[name] = rtc.fact(name, await whoIsInFront(rtc, behaviour));
    // Seen once in some twenty runs, and more often on a busy machine, where a browser may decide before it has the page's word. Whether
    // the page can stay in front is the fact, and how often it had to ask again is a metric
    for (let tries = 1; tries < TRIES && STAYS.includes(behaviour) && facts[name].captured_tab_after; tries += 1) {
      uninvited += 1;
      facts[name] = rtc.fact(name, await whoIsInFront(rtc, behaviour));
    }
  }
  return { facts, metrics: { came_in_front_uninvited: uninvited } };
}
