// Captures the screen with getDisplayMedia() and records its frames, getSettings() and getCapabilities().
// https://w3c.github.io/mediacapture-screen-share/#idl-def-DisplayCaptureSurfaceType.monitor
// META: stage=screen
// META: spoils
// META: timeout=60

import { poster, shares } from "../../lib/colours.js";
import { OPTIONS, capture } from "../../lib/surfaces.js";

async function fills(rtc, video, names) {
  const look = () => names.every((name) => (shares(video)[name] ?? 0) > 0.2);
  return (await rtc.attempt(() => rtc.until(look, { ms: 20000, label: `${names} on the screen` }))).ok;
}

async function smaller(rtc) {
  const stream = await capture(rtc, { video: { width: { max: 640 } } });
  const [track] = stream.getVideoTracks();
  const seen = await rtc.watchFrames(track, 0, { ms: 10000, until: ({ width }) => width > 0 && width <= 640 });
  track.stop();
  return { width: seen.width, aspectRatioKept: Math.abs(seen.width / seen.height - screen.width / screen.height) < 0.03 };
}

export default async function (rtc) {
  const left = poster(rtc, "red", "inset:0 50% 0 0");
  const right = poster(rtc, "blue", "inset:0 0 0 50%");
  const stream = await capture(rtc, OPTIONS.monitor);
  const [track] = stream.getVideoTracks();
  const settings = track.getSettings();
  const capabilities = track.getCapabilities?.() ?? {};
  const video = await rtc.play(track);
  const firstColors = await fills(rtc, video, ["red", "blue"]);
  left.style.background = "rgb(30,160,60)";
  right.style.background = "rgb(220,200,40)";
  const secondColors = await fills(rtc, video, ["green", "yellow"]);
  const facts = {
    displaySurface: settings.displaySurface,
    displaySurfaceCapability: capabilities.displaySurface,
    logicalSurface: settings.logicalSurface,
    cursor: settings.cursor,
    names: Object.keys(settings).sort(),
    capabilityNames: Object.keys(capabilities).sort(),
    trackInterface: track.constructor.name,
    firstColors,
    secondColors,
    frameMatchesScreen: video.videoWidth === screen.width * devicePixelRatio && video.videoHeight === screen.height * devicePixelRatio,
    settingsMatchFrame: settings.width === video.videoWidth && settings.height === video.videoHeight,
    frameRate: Math.round(settings.frameRate ?? 0),
  };
  track.stop();
  facts.smaller = await smaller(rtc);
  return { facts, notes: { label: track.label, settings, capabilities } };
}
