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
  const on_a_copy = await outcome(rtc, () => copy.cropTo(target));
  copy.stop();
  return {
    no_element: await outcome(rtc, () => CropTarget.fromElement(null)),
    undefined_target: await outcome(rtc, () => track.cropTo()),
    not_a_target: await outcome(rtc, () => track.cropTo({})),
    constructed: await outcome(rtc, async () => new CropTarget()),
    on_a_copy,
  };
}

export default async function (rtc) {
  if (typeof CropTarget !== "function") rtc.unsupported("CropTarget");
  poster(rtc, "blue");
  const box = poster(rtc, "red", "left:40px;top:60px;width:240px;height:120px");
  const target = await CropTarget.fromElement(box);
  const same_target_twice = (await CropTarget.fromElement(box)) === target;
  await painted();
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const video = await rtc.play(track);
  const whole = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const cropped = await outcome(rtc, () => track.cropTo(target));
  const shows_element = await comesToShow(rtc, video, [[0.5, 0.8], ...CORNERS], ["red", "red", "red"]);
  const has_shape = shapeOf(video, box);
  poster(rtc, "green", "left:160px;top:60px;width:120px;height:120px;z-index:2");
  const cover_is_seen = await comesToShow(rtc, video, CORNERS, ["red", "green"]);
  box.style.left = "140px";
  const follows = await comesToShow(rtc, video, CORNERS, ["green", "red"]);
  const settings = track.getSettings();
  const uncropped = await outcome(rtc, () => track.cropTo(null));
  const shows_page_again = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const refused = await refusals(rtc, track, target);
  track.stop();
  return {
    facts: {
      same_target_twice,
      whole,
      cropped,
      shows_element,
      has_shape,
      cover_is_seen,
      follows,
      settings_have_shape: Math.abs(settings.width / settings.height - 2) < 0.1,
      uncropped,
      shows_page_again,
      refused,
      on_a_stopped_track: await outcome(rtc, () => track.cropTo(target)),
    },
  };
}
