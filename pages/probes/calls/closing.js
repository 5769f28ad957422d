// `RTCDataChannel` close event and `connectionState` when a server ends a call with video in both directions.
// https://w3c.github.io/webrtc-pc/#event-datachannel-close
// META: stage=peer
// META: timeout=60
import { callServer, sights } from "../../lib/peer.js";
import { sceneTrack } from "../../lib/scene.js";

export default async function (rtc) {
  const { track } = sceneTrack(rtc);
  const prepare = (made) => made.addTransceiver(track, { direction: "sendrecv" });
  const { line, pc, channel, heard } = await callServer(rtc, { back: "boxed", prepare });
  const returned = pc.getReceivers()[0].track;
  await rtc.play(returned);
  await sights(rtc, heard, { enough: 3 });
  const before = { connection: pc.connectionState, channel: channel.readyState, track: returned.readyState };
  const channelCloses = rtc.attempt(() => rtc.event(channel, "close", 15000));
  await line.ask("close");
  const closed = await channelCloses;
  const gone = await rtc.attempt(() => rtc.until(() => pc.connectionState !== "connected", { ms: 30000, label: "connectionState change" }));
  return {
    facts: {
      before,
      channelCloses: closed.ok,
      channel: channel.readyState,
      connectionIsGone: gone.ok,
      signaling: pc.signalingState,
      track: returned.readyState,
      trackSent: track.readyState,
    },
    notes: { connection: pc.connectionState, ice: pc.iceConnectionState, dtls: pc.sctp?.transport.state },
  };
}
