// Captures the own tab with one getDisplayMedia() video constraint after the other, and records frames and getSettings().
// https://w3c.github.io/mediacapture-screen-share/#constraints
// META: spoils
// META: timeout=180

import { poster } from "../../lib/colours.js";

const WISHES = {
  width_max: { width: { max: 320 } },
  height_max: { height: { max: 120 } },
  both_max: { width: { max: 320 }, height: { max: 320 } },
  width_ideal: { width: { ideal: 320 } },
  width_plain: { width: 320 },
  wider_than_the_tab: { width: { ideal: 4000 } },
  aspect_ratio_ideal: { aspectRatio: { ideal: 1 } },
  not_scaled: { resizeMode: "none", width: { ideal: 320 } },
  cropped_and_scaled: { resizeMode: "crop-and-scale", width: { ideal: 320 }, height: { ideal: 320 } },
  cursor_never: { cursor: "never" },
  cursor_always: { cursor: "always" },
  cursor_unknown: { cursor: "no such word" },
  another_surface: { displaySurface: "monitor" },
  unknown_surface: { displaySurface: "no such word" },
  logical_surface: { logicalSurface: true },
  five_frames: { frameRate: { max: 5 } },
  no_frames: { frameRate: { max: 0 } },
  facing: { facingMode: "user" },
};

// What the constraints ask of the frames; other sizes vary, because a browser's sharing bar resizes the tab.
function inWords({ width, height }, wished) {
  const shape = Math.abs(width / height - 1) < 0.05 ? "square" : "as the tab";
  const high = wished.height?.max === 120 ? { at_most_120_high: height <= 120 } : {};
  return { at_most_320_wide: width <= 320, as_wide_as_320: width === 320, shape, ...high };
}

async function rest(rtc, track) {
  const agrees = ({ width, height }) => {
    const settings = track.getSettings();
    return settings.width === width && settings.height === height;
  };
  return rtc.frames(track, 0, { ms: 10000, until: agrees });
}

async function wish(rtc, video) {
  const outcome = await rtc.requestTab({ video });
  if (outcome.state !== "fulfilled") return { outcome: rtc.inAWord(outcome), constraint: outcome.error?.constraint };
  const [track] = outcome.value.getVideoTracks();
  const seen = await rest(rtc, track);
  const settings = track.getSettings();
  track.stop();
  return {
    outcome: "fulfilled",
    delivered: seen.width === null ? "nothing" : inWords(seen, video),
    cursor: settings.cursor,
    resize_mode: settings.resizeMode,
    display_surface: settings.displaySurface,
    frame_rate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
    facing_mode: settings.facingMode,
  };
}

export default async function (rtc) {
  poster(rtc, "blue");
  await rtc.captureTab().then((stream) => stream.getTracks().forEach((track) => track.stop()));
  const facts = {};
  for (const [name, video] of Object.entries(WISHES)) facts[name] = await wish(rtc, video);
  return { facts };
}
