// Captures the own tab and uses contentHint, enabled, clone() and applyConstraints() of its MediaStreamTrack.
// https://w3c.github.io/mediacapture-screen-share/#constrainable-properties
// META: spoils
// META: timeout=60

import { comesToShow, poster } from "../../lib/colours.js";
import { camelCase } from "../../lib/keys.js";

const HINTS = ["detail", "text", "motion", "", "speech", "invalid hint"];
const MIDDLE = [[0.5, 0.5]];

async function sizeWithin(rtc, track, width) {
  const seen = await rtc.watchFrames(track, 0, { ms: 10000, until: (frame) => frame.width > 0 && frame.width <= width });
  return seen.width !== null && seen.width <= width;
}

function hints(track) {
  const kept = {};
  for (const hint of HINTS) {
    track.contentHint = "";
    track.contentHint = hint;
    kept[camelCase(hint) || "none"] = track.contentHint;
  }
  track.contentHint = "";
  return kept;
}

async function switched(rtc, track) {
  const video = await rtc.play(track);
  const shown = await comesToShow(rtc, video, MIDDLE, ["blue"]);
  track.enabled = false;
  const black = await comesToShow(rtc, video, MIDDLE, ["black"]);
  track.enabled = true;
  return { shown, black, shownWhenReenabled: await comesToShow(rtc, video, MIDDLE, ["blue"]) };
}

async function copied(rtc, track) {
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const applied = await rtc.attempt(() => rtc.within(10000, copy.applyConstraints({ width: { max: 160 } }), "applyConstraints"));
  const cloneIsSmaller = await sizeWithin(rtc, copy, 160);
  const { width } = track.getSettings();
  const surface = copy.getSettings().displaySurface;
  copy.stop();
  return {
    applied: applied.ok,
    cloneIsSmaller,
    originalSizeKept: width > 160,
    surface,
    idDiffers: copy.id !== track.id,
    originalReadyState: track.readyState,
  };
}

export default async function (rtc) {
  poster(rtc, "blue");
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const { id } = track;
  const facts = {
    kind: track.kind,
    muted: track.muted,
    enabled: track.enabled,
    hints: hints(track),
    switched: await switched(rtc, track),
    copied: await copied(rtc, track),
    idKept: track.id === id,
  };
  const reset = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(), "applyConstraints"));
  facts.reset = reset.ok ? "done" : reset.error.name;
  facts.constraintsAfterReset = track.getConstraints();
  return { facts };
}
