// `restartIce()` by a publisher and an ICE restart by the SFU towards a subscriber in a running call: ufrag and frames.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";

const fragments = ({ localDescription, remoteDescription }) =>
  [localDescription, remoteDescription].map(({ sdp }) => /a=ice-ufrag:(.+)/.exec(sdp)[1].trim());

async function restarted(rtc, pc, restart) {
  const before = fragments(pc);
  await restart();
  const now = fragments(pc);
  await rtc.attempt(() => rtc.connected(pc, 10000));
  const ours = now[0] !== before[0];
  return { ours, servers: now[1] !== before[1], state: pc.connectionState };
}

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const source = stampedTrack(rtc, PICTURE);
  const publisher = await room.publish([coded(rtc, source.track, "vp8")]);
  const subscriber = await room.subscribe([publisher.id]);
  const watch = watcher(rtc, subscriber.tracks.video[0], source);
  const before = await sees(rtc, watch);
  const published = await restarted(rtc, publisher.pc, async () => {
    publisher.pc.restartIce();
    await publisher.negotiate({ request: "configure" });
  });
  const afterPublisher = await sees(rtc, watch);
  const subscribed = await restarted(rtc, subscriber.pc, () => subscriber.ask({ request: "configure", restart: true }));
  return { facts: { before, published, afterPublisher, subscribed, afterSubscriber: await sees(rtc, watch) } };
}
