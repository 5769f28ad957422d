// Restricts a capture of the own tab to an element with restrictTo(), covers the element, and lifts the restriction.
// https://screen-share.github.io/element-capture/#dom-browsercapturemediastreamtrack-restrictto
// META: spoils

import { coloursAt, comesToShow, poster } from "../../lib/colours.js";

const CORNERS = [[0.1, 0.8], [0.9, 0.8]];

async function outcome(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(4000, action(), "RestrictionTarget and restrictTo()"));
  return done.ok ? "done" : done.error.name;
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

async function refusals(rtc, track, target) {
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const onClone = await outcome(rtc, () => copy.restrictTo(target));
  copy.stop();
  return {
    nullElement: await outcome(rtc, () => RestrictionTarget.fromElement(null)),
    invalidTarget: await outcome(rtc, () => track.restrictTo({})),
    cropTarget: await outcome(rtc, async () => track.restrictTo(await CropTarget.fromElement(document.body))),
    onClone,
  };
}

export default async function (rtc) {
  if (typeof RestrictionTarget !== "function") rtc.unsupported("RestrictionTarget");
  poster(rtc, "blue");
  const box = poster(rtc, "red", "left:40px;top:60px;width:240px;height:120px");
  const target = await RestrictionTarget.fromElement(box);
  await painted();
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const video = await rtc.play(track);
  const whole = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const restricted = await outcome(rtc, () => track.restrictTo(target));
  const elementVisible = await comesToShow(rtc, video, [[0.5, 0.8], ...CORNERS], ["red", "red", "red"]);
  const aspectRatioMatches = Math.abs(video.videoWidth / video.videoHeight - 2) < 0.06;
  const cover = poster(rtc, "green", "left:160px;top:60px;width:120px;height:120px;z-index:2");
  await painted();
  // The element's new color proves that the frame was captured after the cover appeared.
  box.style.background = "rgb(220,200,40)";
  const elementChangeVisible = await comesToShow(rtc, video, [CORNERS[0]], ["yellow"]);
  const coveredColor = coloursAt(video, [CORNERS[1]])[0];
  cover.remove();
  const unrestricted = await outcome(rtc, () => track.restrictTo(null));
  const pageVisibleAgain = await comesToShow(rtc, video, [[0.9, 0.9]], ["blue"]);
  const refused = await refusals(rtc, track, target);
  track.stop();
  return {
    facts: {
      whole,
      restricted,
      elementVisible,
      aspectRatioMatches,
      elementChangeVisible,
      coveredColor,
      unrestricted,
      pageVisibleAgain,
      refused,
      onEndedTrack: await outcome(rtc, () => track.restrictTo(target)),
    },
  };
}
