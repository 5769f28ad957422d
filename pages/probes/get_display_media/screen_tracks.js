// Captures the screen and uses contentHint, enabled, clone(), frameRate.max and stop() of its MediaStreamTrack.
// https://w3c.github.io/mediacapture-screen-share/#constrainable-properties
// META: stage=screen
// META: spoils
// META: timeout=90

import { poster, shares } from "../../lib/colours.js";
import { OPTIONS, capture } from "../../lib/surfaces.js";
import { camelCase } from "../../lib/keys.js";

const HINTS = ["detail", "text", "motion", "invalid hint"];
const RATE = 5;
const SECONDS = 2;

async function fills(rtc, video, name, share = 0.3) {
  const look = () => (shares(video)[name] ?? 0) > share;
  return (await rtc.attempt(() => rtc.until(look, { ms: 10000, label: `${name} on the screen` }))).ok;
}

async function switched(rtc, track) {
  const video = await rtc.play(track);
  const shown = await fills(rtc, video, "blue");
  track.enabled = false;
  const black = await fills(rtc, video, "black", 0.95);
  track.enabled = true;
  return { shown, black, shownWhenReenabled: await fills(rtc, video, "blue") };
}

async function copied(rtc, track) {
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const applied = await rtc.attempt(() => rtc.within(10000, copy.applyConstraints({ width: { max: 320 } }), "applyConstraints"));
  const small = await rtc.watchFrames(copy, 0, { ms: 10000, until: ({ width }) => width > 0 && width <= 320 });
  const described = { applied: applied.ok, smaller: small.width <= 320, originalWidthKept: track.getSettings().width > 320 };
  copy.stop();
  return { ...described, originalReadyState: track.readyState };
}

async function slow(rtc) {
  const stream = await capture(rtc, { video: { frameRate: { max: RATE } } });
  const [track] = stream.getVideoTracks();
  const video = await rtc.play(track);
  const frames = () => video.getVideoPlaybackQuality().totalVideoFrames;
  const [first, started] = [frames(), performance.now()];
  await rtc.until(() => performance.now() - started >= SECONDS * 1000, { ms: 20000, label: "two seconds of frames" });
  const rate = (frames() - first) / ((performance.now() - started) / 1000);
  const setting = track.getSettings().frameRate;
  track.stop();
  return { rate, facts: { frameRateWithinMax: rate <= RATE * 1.3, settingWithinMax: setting <= RATE } };
}

function hints(track) {
  if (!("contentHint" in track)) return null;
  const kept = {};
  for (const hint of HINTS) {
    track.contentHint = "";
    track.contentHint = hint;
    kept[camelCase(hint)] = track.contentHint;
  }
  track.contentHint = "";
  return kept;
}

export default async function (rtc) {
  poster(rtc, "blue");
  const stream = await capture(rtc, OPTIONS.monitor);
  const second = await capture(rtc, OPTIONS.monitor);
  const [track] = stream.getVideoTracks();
  const [other] = second.getVideoTracks();
  let endedEvents = 0;
  track.addEventListener("ended", () => (endedEvents += 1));
  const facts = {
    kinds: stream.getTracks().map(({ kind }) => kind),
    concurrentTracks: [track.readyState, other.readyState],
    muted: track.muted,
    labelExposed: track.label !== "",
    hints: hints(track),
    switched: await switched(rtc, track),
    copied: await copied(rtc, track),
  };
  track.stop();
  Object.assign(facts, { readyState: track.readyState, streamActive: stream.active, endedEvents, otherReadyState: other.readyState });
  other.stop();
  const { rate, facts: kept } = await slow(rtc);
  return { facts: { ...facts, slow: kept }, metrics: { frames_a_second_at_5: rate } };
}
