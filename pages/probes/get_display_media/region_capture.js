// Crops a capture of the own tab to an element with cropTo(), covers and moves the element, and removes the crop.
// https://w3c.github.io/mediacapture-region/#dom-browsercapturemediastreamtrack-cropto
// META: spoils

import { comesToShow, poster } from "../../lib/colours.js";

const CORNERS = [[0.1, 0.8], [0.9, 0.8]];

async function outcome(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(4000, action(), "CropTarget and cropTo()"));
  return done.ok ? "done" : done.error.name;
}

// An element that was not painted since its CropTarget was created yields no frame.
const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

function shapeOf(video, element) {
  const { width, height } = element.getBoundingClientRect();
  return Math.abs(video.videoWidth / video.videoHeight - width / height) < 0.03;
}

async function refusals(rtc, track, target) {
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const onClone = await outcome(rtc, () => copy.cropTo(target));
  copy.stop();
  return {
    nullElement: await outcome(rtc, () => CropTarget.fromElement(null)),
    undefinedTarget: await outcome(rtc, () => track.cropTo()),
    invalidTarget: await outcome(rtc, () => track.cropTo({})),
    constructed: await outcome(rtc, async () => new CropTarget()),
    onClone,
  };
}

export default async function (rtc) {
  if (typeof CropTarget !== "function") rtc.unsupported("CropTarget");
  poster(rtc, "blue");
  const box = poster(rtc, "red", "left:40px;top:60px;width:240px;height:120px");
  const target = await CropTarget.fromElement(box);
  const sameTargetForElement = (await CropTarget.fromElement(box)) === target;
  await painted();
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const video = await rtc.play(track);
  const whole = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const cropped = await outcome(rtc, () => track.cropTo(target));
  const elementVisible = await comesToShow(rtc, video, [[0.5, 0.8], ...CORNERS], ["red", "red", "red"]);
  const aspectRatioMatches = shapeOf(video, box);
  poster(rtc, "green", "left:160px;top:60px;width:120px;height:120px;z-index:2");
  const coverVisible = await comesToShow(rtc, video, CORNERS, ["red", "green"]);
  box.style.left = "140px";
  const follows = await comesToShow(rtc, video, CORNERS, ["green", "red"]);
  const settings = track.getSettings();
  const uncropped = await outcome(rtc, () => track.cropTo(null));
  const pageVisibleAgain = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const refused = await refusals(rtc, track, target);
  track.stop();
  return {
    facts: {
      sameTargetForElement,
      whole,
      cropped,
      elementVisible,
      aspectRatioMatches,
      coverVisible,
      follows,
      settingsAspectRatioMatches: Math.abs(settings.width / settings.height - 2) < 0.1,
      uncropped,
      pageVisibleAgain,
      refused,
      onEndedTrack: await outcome(rtc, () => track.cropTo(target)),
    },
  };
}
