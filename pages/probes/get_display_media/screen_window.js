// Captures a window with getDisplayMedia() and monitorTypeSurfaces "exclude", resizes it and closes it.
// https://w3c.github.io/mediacapture-screen-share/#idl-def-DisplayCaptureSurfaceType.window
// META: stage=screen
// META: spoils

import { shares } from "../../lib/colours.js";
import { OPTIONS, capture, openShared, watchEnd } from "../../lib/surfaces.js";

async function fills(rtc, video, names) {
  const look = () => names.every((name) => (shares(video)[name] ?? 0) > 0.2);
  return (await rtc.attempt(() => rtc.until(look, { ms: 20000, label: `${names} in the window` }))).ok;
}

export default async function (rtc) {
  const opened = await openShared(rtc, "window");
  const stream = await capture(rtc, OPTIONS.window);
  const [track] = stream.getVideoTracks();
  const settings = track.getSettings();
  if (settings.displaySurface !== "window") rtc.unsupported("picking a window without a person");
  const ended = watchEnd(rtc, track);
  const video = await rtc.play(track);
  const firstColors = await fills(rtc, video, ["red", "blue"]);
  opened.paint("green", "yellow");
  const secondColors = await fills(rtc, video, ["green", "yellow"]);
  const before = video.videoWidth;
  const frameMatchesWindow = Math.abs(before - opened.outerWidth * devicePixelRatio) <= 16;
  opened.resizeTo(opened.outerWidth - 120, opened.outerHeight);
  const resized = await rtc.attempt(() => rtc.until(() => video.videoWidth < before, { ms: 10000, label: "a frame with a smaller width" }));
  opened.close();
  return {
    facts: {
      displaySurface: settings.displaySurface,
      displaySurfaceCapability: track.getCapabilities?.().displaySurface,
      logicalSurface: settings.logicalSurface,
      cursor: settings.cursor,
      trackInterface: track.constructor.name,
      firstColors,
      secondColors,
      frameMatchesWindow,
      resized: resized.ok,
      closed: await ended(),
    },
    notes: { label: track.label, settings },
  };
}
