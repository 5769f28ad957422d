// Counts the audio tracks of getDisplayMedia({audio: true}) of a screen and a window with systemAudio and windowAudio.
// https://w3c.github.io/mediacapture-screen-share/#dom-displaymediastreamoptions-systemaudio
// META: stage=screen
// META: spoils

import { openShared } from "../../lib/surfaces.js";

const SCREEN = {
  unspecified: {},
  included: { systemAudio: "include" },
  excluded: { systemAudio: "exclude" },
};

const WINDOW = {
  unspecified: {},
  system: { windowAudio: "system" },
  window: { windowAudio: "window" },
  excluded: { windowAudio: "exclude" },
};

async function count(rtc, options) {
  const outcome = await rtc.requestDisplay({ video: true, audio: true, ...options });
  if (outcome.state !== "fulfilled") return { outcome: rtc.inAWord(outcome) };
  const stream = outcome.value;
  const described = {
    surface: stream.getVideoTracks()[0].getSettings().displaySurface ?? "not told",
    audioTracks: stream.getAudioTracks().length,
  };
  stream.getTracks().forEach((track) => track.stop());
  return described;
}

export default async function (rtc) {
  const facts = { screen: {}, window: {} };
  for (const [name, options] of Object.entries(SCREEN)) facts.screen[name] = await count(rtc, options);
  await openShared(rtc, "window");
  for (const [name, options] of Object.entries(WINDOW)) {
    facts.window[name] = await count(rtc, { monitorTypeSurfaces: "exclude", ...options });
  }
  return { facts };
}
