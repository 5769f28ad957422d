// One of two publishers leaves an SFU room: `MediaStreamTrack.muted`, directions and frames at a subscriber of both.
// https://w3c.github.io/webrtc-pc/#process-remote-track-removal
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";

const happens = async (rtc, look, label) => (await rtc.attempt(() => rtc.until(look, { ms: 20000, label }))).ok;

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const sources = [stampedTrack(rtc, PICTURE), stampedTrack(rtc, PICTURE)];
  const [leaves, stays] = [
    await room.publish([coded(rtc, sources[0].track, "vp8")]),
    await room.publish([coded(rtc, sources[1].track, "vp8")]),
  ];
  const subscriber = await room.subscribe([leaves.id, stays.id]);
  const [gone, going] = subscriber.tracks.video;
  const watches = [watcher(rtc, gone, sources[0]), watcher(rtc, going, sources[1])];
  const before = [await sees(rtc, watches[0]), await sees(rtc, watches[1])];
  await leaves.leave();
  leaves.pc.close();
  const told = await happens(rtc, () => stays.handle.events.some(({ data }) => data?.unpublished === leaves.id), "the server's word");
  const offered = await happens(rtc, () => subscriber.offers() > 1, "a new offer");
  const muted = await happens(rtc, () => gone.muted, "a muted track");
  watches[0].again();
  const goesOn = await sees(rtc, watches[1]);
  const directions = subscriber.pc.getTransceivers().map(({ currentDirection }) => currentDirection);
  const facts = { before, told, offered, muted, readyState: gone.readyState, stopped: watches[0].numbers() <= 1, goesOn, directions };
  return { facts: { ...facts, state: subscriber.pc.connectionState } };
}
