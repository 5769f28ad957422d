// A second subscriber joins an SFU room late: PLI or FIR, keyframe, and frames at both subscribers.
// https://www.rfc-editor.org/rfc/rfc5104#section-4.3.1
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";

const OLD = 60;

async function keyFrames(publisher) {
  const stream = [...(await publisher.pc.getStats()).values()].find(({ type }) => type === "outbound-rtp");
  return { asked: (stream.pliCount ?? 0) + (stream.firCount ?? 0), made: stream.keyFramesEncoded ?? null, all: stream.framesEncoded };
}

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const source = stampedTrack(rtc, PICTURE);
  const publisher = await room.publish([coded(rtc, source.track, "vp8")]);
  const first = await room.subscribe([publisher.id]);
  const watch = watcher(rtc, first.tracks.video[0], source);
  const before = await sees(rtc, watch);
  // Long after the keyframe for the first subscriber, which the second one must not be able to use
  await rtc.until(async () => (await keyFrames(publisher)).all > OLD, { ms: 15000, every: 100, label: "enough encoded frames" });
  const earlier = await keyFrames(publisher);
  const late = await room.subscribe([publisher.id]);
  const lateSees = await sees(rtc, watcher(rtc, late.tracks.video[0], source));
  const later = await keyFrames(publisher);
  const firstGoesOn = await sees(rtc, watch);
  const keyFrame = { wasAsked: later.asked > earlier.asked, wasMade: later.made === null ? null : later.made > earlier.made };
  return { facts: { before, lateSees, firstGoesOn, keyFrame }, notes: { earlier, later } };
}
