// Captures the own tab with one getDisplayMedia() video constraint after the other, and records frames and getSettings().
// https://w3c.github.io/mediacapture-screen-share/#constraints
// META: spoils
// META: timeout=180

import { poster } from "../../lib/colours.js";

const WISHES = {
  widthMax: { width: { max: 320 } },
  heightMax: { height: { max: 120 } },
  widthAndHeightMax: { width: { max: 320 }, height: { max: 320 } },
  widthIdeal: { width: { ideal: 320 } },
  widthBare: { width: 320 },
  widthIdealBeyondTab: { width: { ideal: 4000 } },
  aspectRatioIdeal: { aspectRatio: { ideal: 1 } },
  resizeModeNone: { resizeMode: "none", width: { ideal: 320 } },
  resizeModeCropAndScale: { resizeMode: "crop-and-scale", width: { ideal: 320 }, height: { ideal: 320 } },
  cursorNever: { cursor: "never" },
  cursorAlways: { cursor: "always" },
  cursorInvalid: { cursor: "no such word" },
  displaySurfaceMonitor: { displaySurface: "monitor" },
  displaySurfaceInvalid: { displaySurface: "no such word" },
  logicalSurface: { logicalSurface: true },
  frameRateMax5: { frameRate: { max: 5 } },
  frameRateMax0: { frameRate: { max: 0 } },
  facing: { facingMode: "user" },
};

// What the constraints ask of the frames; other sizes vary, because a browser's sharing bar resizes the tab.
function inWords({ width, height }, wished) {
  const shape = Math.abs(width / height - 1) < 0.05 ? "square" : "as the tab";
  const high = wished.height?.max === 120 ? { heightWithin120: height <= 120 } : {};
  return { widthWithin320: width <= 320, widthIs320: width === 320, shape, ...high };
}

async function rest(rtc, track) {
  const agrees = ({ width, height }) => {
    const settings = track.getSettings();
    return settings.width === width && settings.height === height;
  };
  return rtc.watchFrames(track, 0, { ms: 10000, until: agrees });
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
    resizeMode: settings.resizeMode,
    displaySurface: settings.displaySurface,
    frameRate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
    facingMode: settings.facingMode,
  };
}

export default async function (rtc) {
  poster(rtc, "blue");
  await rtc.captureTab().then((stream) => stream.getTracks().forEach((track) => track.stop()));
  const facts = {};
  for (const [name, video] of Object.entries(WISHES)) facts[name] = await wish(rtc, video);
  return { facts };
}
