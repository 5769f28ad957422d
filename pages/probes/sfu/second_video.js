// `addTransceiver()` for a second video track in a running SFU call, then `replaceTrack()` of the first: frames received.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { prefer } from "../../lib/one_codec.js";
import { stampedTrack } from "../../lib/stamp.js";

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const first = stampedTrack(rtc, PICTURE);
  const publisher = await room.publish([coded(rtc, first.track, "vp8")]);
  const subscriber = await room.subscribe([publisher.id]);
  const watch = watcher(rtc, subscriber.tracks.video[0], first);
  const before = await sees(rtc, watch);

  const second = stampedTrack(rtc, PICTURE);
  const transceiver = publisher.pc.addTransceiver(second.track, { direction: "sendonly" });
  prefer(rtc, transceiver, "vp8");
  await publisher.negotiate({ request: "configure" });
  await subscriber.ask({ request: "subscribe", streams: [{ feed: publisher.id, mid: transceiver.mid }] });
  const came = await rtc.attempt(() => rtc.until(() => subscriber.tracks.video.length > 1, { label: "a second video track" }));
  const secondSeen = came.ok && (await sees(rtc, watcher(rtc, subscriber.tracks.video[1], second)));
  const firstGoesOn = await sees(rtc, watch);

  const third = stampedTrack(rtc, PICTURE);
  await publisher.transceivers[0].sender.replaceTrack(third.track);
  const replaced = await sees(rtc, watcher(rtc, subscriber.tracks.video[0], third));
  return { facts: { before, secondSeen, firstGoesOn, replaced, offers: subscriber.offers(), state: subscriber.pc.connectionState } };
}
