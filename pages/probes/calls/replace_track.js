// `RTCRtpSender.replaceTrack()` in a running call: received media, null, errors, and no `negotiationneeded`.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack
// META: timeout=60
import { fallsSilent, goesOn, hears, recordTrack, standsStill } from "../../lib/arrivals.js";
import { describeEach, joinedPair, outcome } from "../../lib/peers.js";
import { stampedTrack } from "../../lib/stamp.js";

const TONES = [600, 1100];

export default async function (rtc) {
  const [a, b] = joinedPair(rtc);
  const [one, other] = [stampedTrack(rtc), stampedTrack(rtc, { width: 320, height: 180 })];
  const [low, high] = [await rtc.toneTrack(TONES[0]), await rtc.toneTrack(TONES[1])];
  const [picture, sound] = [a.addTransceiver(one.track).sender, a.addTransceiver(low).sender];
  await describeEach(a, b);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  const [seen, heard] = b.getReceivers().map(({ track }) => track);
  const video = await rtc.play(seen);
  const events = recordTrack(seen);
  let needed = 0;
  a.addEventListener("negotiationneeded", () => (needed += 1));
  const facts = { before: { seen: await goesOn(rtc, one, video), heard: await hears(rtc, heard, TONES[0]) } };
  facts.refused = {
    "another kind": await outcome(rtc, () => picture.replaceTrack(low)),
    "the same again": await outcome(rtc, () => picture.replaceTrack(one.track)),
  };
  facts.replaced = [await outcome(rtc, () => picture.replaceTrack(other.track)), await outcome(rtc, () => sound.replaceTrack(high))];
  facts.after = {
    heard: await hears(rtc, heard, TONES[1]), sender: picture.track === other.track, sameReceiver: b.getReceivers()[0].track === seen,
  };
  facts.after.seen = await goesOn(rtc, other, video);
  await rtc.attempt(() => rtc.until(() => video.videoWidth === 320, { ms: 20000, label: "frames with the size of the replacing track" }));
  facts.after.size = [video.videoWidth, video.videoHeight];
  facts.emptied = [await outcome(rtc, () => picture.replaceTrack(null)), await outcome(rtc, () => sound.replaceTrack(null))];
  facts.none = {
    sender: picture.track, silent: await fallsSilent(rtc, heard), still: await standsStill(rtc, other, video), ended: seen.readyState,
  };
  facts.again = [await outcome(rtc, () => picture.replaceTrack(one.track)), await goesOn(rtc, one, video)];
  await outcome(rtc, async () => a.getTransceivers()[0].stop());
  facts.stopped = await outcome(rtc, () => picture.replaceTrack(other.track));
  return { facts: { ...facts, negotiationWasNeeded: needed > 1 }, notes: { events, needed } };
}
