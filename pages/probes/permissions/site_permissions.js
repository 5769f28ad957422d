// Allows `getUserMedia()` permanently by keyboard; captures the browser's page of site permissions.
// https://w3c.github.io/permissions/#dfn-permission-state
// META: stage=person
// META: spoils
// META: timeout=60

import { REQUESTS, ask, calmPage, isGecko, press } from "../../lib/faces.js";

const ALLOW = isGecko ? ["alt+a"] : ["alt+shift+a", "Tab", "Tab", "Tab", "Tab", "Return"];
const NAMES = { ":": "colon", "/": "slash", "?": "question", "=": "equal", "%": "percent", ".": "period", "-": "minus" };
// Position of the icon left of the address that opens the site information.
const SIGN = { x: 142, y: 73 };

const hidden = () => document.visibilityState === "hidden";

async function comes(rtc, look, label) {
  return (await rtc.attempt(() => rtc.until(look, { ms: 10000, label }))).ok;
}

// Chromium has a settings page for each site. No page can link to it, so its address is typed.
async function openSettings(rtc) {
  await rtc.press("ctrl+t");
  const opened = await comes(rtc, hidden, "a tab for the settings");
  await rtc.press("ctrl+l");
  const address = `chrome://settings/content/siteDetails?site=${encodeURIComponent(location.origin)}`;
  await rtc.press([...address].map((character) => NAMES[character] ?? character).join(" "));
  await rtc.press("Return");
  return opened;
}

async function chromium(rtc) {
  const settingsOpened = await openSettings(rtc);
  // The settings load while the page is in front.
  await rtc.press("ctrl+1");
  await comes(rtc, () => !hidden(), "the page in front");
  await rtc.click(SIGN.x, SIGN.y);
  await rtc.picture("page-information");
  await rtc.press("Escape");
  await rtc.press("ctrl+2");
  await comes(rtc, hidden, "the settings in front");
  await rtc.picture("site-settings");
  await rtc.press("ctrl+w");
  return settingsOpened;
}

// Firefox shows them in a window of its own.
async function firefox(rtc) {
  await rtc.press("ctrl+i");
  const opened = await comes(rtc, () => !document.hasFocus(), "the window of the page's information");
  await rtc.press("alt+p");
  await rtc.picture("page-information");
  await rtc.press("Escape");
  return opened;
}

export default async function (rtc) {
  calmPage("The permissions of this page.");
  const asked = await ask(rtc, REQUESTS.camera);
  await rtc.picture("prompt");
  const unanswered = await asked.outcome(0);
  await press(rtc, ALLOW, asked);
  const allowed = await asked.outcome(3000);
  asked.stream()?.getTracks().forEach((track) => track.stop());
  const state = await rtc.attempt(() => navigator.permissions.query({ name: "camera" }));
  const settingsOpened = await (isGecko ? firefox : chromium)(rtc);
  return { facts: { unanswered, allowed, state: state.ok ? state.value.state : state.error.name, settingsOpened } };
}
