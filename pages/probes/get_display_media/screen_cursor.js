// Captures the screen with getDisplayMedia() and each `cursor` constraint, and looks for the cursor in the frames.
// https://w3c.github.io/mediacapture-screen-share/#dom-cursorcaptureconstraint
// META: stage=screen
// META: spoils

import { poster } from "../../lib/colours.js";
import { capture } from "../../lib/surfaces.js";

const AT = { x: 900, y: 600 };
const SIDE = 24;

// Whether a small square of the screen, where the pointer rests on one color, contains another color.
function hasPointer(video) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, AT.x - 4, AT.y - 4, SIDE, SIDE, 0, 0, SIDE, SIDE);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  for (let at = 4; at < data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(data[at + channel] - data[channel]) > 60)) return true;
  }
  return false;
}

async function seen(rtc, cursor) {
  const stream = await capture(rtc, { video: cursor ? { cursor } : true });
  const [track] = stream.getVideoTracks();
  const { cursor: setting } = track.getSettings();
  const video = await rtc.play(track);
  // The pointer moves, so that a frame is captured after the request.
  await rtc.click(AT.x - 60, AT.y);
  await rtc.click(AT.x, AT.y);
  const pointer = await rtc.attempt(() => rtc.until(() => hasPointer(video), { ms: 1500, label: "the mouse pointer in the capture" }));
  track.stop();
  return { setting, cursorVisible: pointer.ok };
}

export default async function (rtc) {
  const box = poster(rtc, "blue");
  box.style.color = "transparent";
  const facts = {};
  for (const cursor of ["always", "motion", "never", null]) facts[cursor ?? "unspecified"] = await seen(rtc, cursor);
  return { facts };
}
