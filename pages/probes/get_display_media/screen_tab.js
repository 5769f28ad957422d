// Captures another tab with getDisplayMedia(): its colors, its tone, a navigation, and ended when it closes.
// https://w3c.github.io/mediacapture-screen-share/#idl-def-DisplayCaptureSurfaceType.browser
// META: stage=screen
// META: spoils

import { coloursAt, comesToShow } from "../../lib/colours.js";
import { HALVES, OPTIONS, capture, openShared, watchEnd } from "../../lib/surfaces.js";

const HERTZ = 880;
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

async function listen(rtc, tab, track) {
  const playing = await rtc.attempt(() => rtc.within(10000, tab.sound(HERTZ), "the tone of the captured tab"));
  if (!track || !playing.ok) return null;
  const hertz = await rtc.tone(track, { ms: 3000, readings: 2 });
  return hertz !== null && Math.abs(hertz - HERTZ) < 15;
}

async function goElsewhere(rtc, tab, video) {
  const address = new URL(tab.location.href);
  address.searchParams.set("left", "yellow");
  address.searchParams.set("right", "green");
  tab.location.replace(address);
  return comesToShow(rtc, video, HALVES, ["yellow", "green"], 6000);
}

export default async function (rtc) {
  const tab = await openShared(rtc, "tab");
  const stream = await capture(rtc, { ...OPTIONS.tab, audio: RAW });
  const [track] = stream.getVideoTracks();
  const [sound] = stream.getAudioTracks();
  const settings = track.getSettings();
  if ((settings.displaySurface ?? "monitor") !== "browser") rtc.unsupported("picking a tab without a person");
  const ended = watchEnd(rtc, track);
  const video = await rtc.play(track);
  const firstColors = await comesToShow(rtc, video, HALVES, ["red", "blue"]);
  tab.paint("green", "yellow");
  const secondColors = await comesToShow(rtc, video, HALVES, ["green", "yellow"]);
  const edges = coloursAt(video, [[0.05, 0.9], [0.95, 0.9], [0.45, 0.2], [0.55, 0.2]]);
  const heard = await listen(rtc, tab, sound);
  const capturedAfterNavigation = await goElsewhere(rtc, tab, video);
  const readyStateAtDestination = track.readyState;
  tab.close();
  return {
    facts: {
      displaySurface: settings.displaySurface,
      logicalSurface: settings.logicalSurface,
      firstColors,
      secondColors,
      edges,
      audioTracks: stream.getAudioTracks().length,
      heard,
      capturedAfterNavigation,
      readyStateAtDestination,
      closed: await ended(),
      audioTrackEnded: sound ? sound.readyState === "ended" : null,
      streamActive: stream.active,
    },
    notes: { label: track.label, sound: sound?.label, settings },
  };
}
