// `createAnswer()` to a server that offers video, audio and a data channel: m-lines, directions and media both ways.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-createanswer
// META: stage=peer
// META: timeout=90
import { answerTo, listen, openLine, sentCodec, sights } from "../../lib/peer.js";
import { sceneTrack } from "../../lib/scene.js";
import { foundIn } from "../../lib/sight.js";
import { LASTING, watchStamps } from "../../lib/stamp.js";

const TONE = 550;

const kindsOf = (sdp) => [...sdp.matchAll(/^m=(\w+) (\d+)/gm)].map(([, kind, port]) => (port === "0" ? `${kind} refused` : kind));

async function sendBoth(rtc, pc, scene) {
  const tone = await rtc.toneTrack(TONE);
  for (const transceiver of pc.getTransceivers()) {
    transceiver.direction = "sendrecv";
    await transceiver.sender.replaceTrack(transceiver.receiver.track.kind === "video" ? scene.track : tone);
  }
}

export default async function (rtc) {
  const line = await openLine(rtc);
  const pc = rtc.connection();
  const opened = rtc.event(pc, "datachannel", 20000);
  const tracks = [];
  pc.addEventListener("track", ({ track, streams }) => tracks.push({ kind: track.kind, streams: streams.length }));
  const scene = sceneTrack(rtc);
  const offer = await answerTo(rtc, line, pc, { back: "boxed", tone: 660, channel: "of the server" }, () => sendBoth(rtc, pc, scene));
  await rtc.connected(pc, 10000);
  const { channel } = await opened;
  const heard = listen(rtc, channel);
  const seen = await rtc.attempt(() => sights(rtc, heard, { enough: 3, look: ({ shape, marker }) => shape && marker }));
  const isTone = (message) => Math.abs(message.tone - TONE) < TONE / 20;
  const tone = await rtc.attempt(() => heard.next(isTone, { from: 0 }));
  const { track: back } = pc.getReceivers().find(({ track }) => track.kind === "video");
  const returned = await watchStamps(rtc, back, { enough: 4, span: LASTING, ms: 20000 });
  const toneAtEnd = await rtc.attempt(() => heard.next(isTone, { label: "the tone at the end" }));
  const seenAtEnd = await rtc.attempt(() => sights(rtc, heard, { enough: 3, look: ({ shape, marker }) => shape && marker }));
  return {
    facts: {
      offered: kindsOf(offer.sdp),
      answered: kindsOf(pc.localDescription.sdp),
      directions: pc.getTransceivers().map(({ currentDirection }) => currentDirection),
      tracks,
      channel: { label: channel.label, protocol: channel.protocol, ordered: channel.ordered, negotiated: channel.negotiated },
      found: seen.ok ? foundIn(seen.value[0]) : null,
      serverHears: tone.ok && toneAtEnd.ok,
      seenAtEnd: seenAtEnd.ok,
      numbersComeBack: returned.read >= 4 && returned.late >= 4 && returned.backwards === 0,
      codec: await sentCodec(rtc, pc),
    },
  };
}
