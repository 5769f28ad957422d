// Captures the own tab twice with getDisplayMedia(), stops one capture, and calls getDisplayMedia() twice at once.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils
// META: timeout=60

import { comesToShow, poster } from "../../lib/colours.js";

const MIDDLE = [[0.5, 0.5]];

async function atOnce(rtc) {
  const options = { video: true, preferCurrentTab: true };
  await rtc.activate();
  const first = navigator.mediaDevices.getDisplayMedia(options);
  const outcomes = [await rtc.requestTab(options), await rtc.settled(15000, first, "getDisplayMedia")];
  outcomes.filter(({ state }) => state === "fulfilled").forEach(({ value }) => value.getTracks().forEach((track) => track.stop()));
  return outcomes.map((outcome) => rtc.inAWord(outcome)).reverse();
}

export default async function (rtc) {
  const box = poster(rtc, "blue");
  const one = await rtc.captureTab();
  const other = await rtc.captureTab({ video: { width: { max: 200 } } });
  const [first] = one.getVideoTracks();
  const [second] = other.getVideoTracks();
  const played = [await rtc.play(first), await rtc.play(second)];
  const bothDeliverFrames = [await comesToShow(rtc, played[0], MIDDLE, ["blue"]), await comesToShow(rtc, played[1], MIDDLE, ["blue"])];
  const facts = {
    readyStates: [first.readyState, second.readyState],
    bothDeliverFrames,
    streamIdsDiffer: one.id !== other.id,
    trackIdsDiffer: first.id !== second.id,
    sameDeviceId: first.getSettings().deviceId === second.getSettings().deviceId,
    onlySecondWithinMax: played[1].videoWidth <= 200 && played[0].videoWidth > 200,
  };
  first.stop();
  box.style.background = "rgb(30,160,60)";
  facts.otherTrackContinues = await comesToShow(rtc, played[1], MIDDLE, ["green"]);
  second.stop();
  facts.atOnce = await atOnce(rtc);
  return { facts };
}
