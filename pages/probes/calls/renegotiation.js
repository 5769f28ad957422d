// `addTrack()` adds video and then audio to a data-only call with a server: media received, transport and ICE ufrag.
// https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag
// META: stage=peer
// META: timeout=90
import { callServer, offerTo, sights } from "../../lib/peer.js";
import { sceneTrack } from "../../lib/scene.js";
import { LASTING } from "../../lib/stamp.js";

const TONE = 440;

const ufragOf = (sdp) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];

export default async function (rtc) {
  const { line, pc, channel, heard } = await callServer(rtc);
  const states = [];
  pc.addEventListener("connectionstatechange", () => states.push(pc.connectionState));
  let needed = 0;
  pc.addEventListener("negotiationneeded", () => (needed += 1));
  const name = ufragOf(pc.localDescription.sdp);
  const before = pc.sctp?.transport;

  const scene = sceneTrack(rtc);
  pc.addTrack(scene.track);
  await rtc.until(() => needed === 1, { label: "negotiationneeded event for video" });
  await offerTo(rtc, line, pc);
  const seen = await rtc.attempt(() => sights(rtc, heard, { enough: 3, look: ({ shape }) => shape?.kind === "circle" }));

  pc.addTrack(await rtc.toneTrack(TONE));
  await rtc.until(() => needed === 2, { label: "negotiationneeded event for audio" });
  await offerTo(rtc, line, pc);
  const isTone = (message) => Math.abs(message.tone - TONE) < TONE / 20;
  const tone = await rtc.attempt(() => heard.next(isTone, { label: "the tone" }));
  const lately = heard.all.findLast(({ sight }) => sight?.frame >= 0)?.sight.frame ?? 0;
  const still = await rtc.attempt(() => sights(rtc, heard, { enough: 3, look: ({ frame }) => frame >= lately + LASTING, ms: 20000 }));
  const toneAtEnd = await rtc.attempt(() => heard.next(isTone, { label: "the tone at the end" }));
  return {
    facts: {
      picturesAreSeen: seen.ok,
      soundIsHeard: tone.ok,
      picturesGoOn: still.ok,
      soundGoesOn: toneAtEnd.ok,
      channel: channel.readyState,
      sameTransport: before !== undefined && pc.getSenders().every(({ transport }) => transport === before),
      sameIce: name !== undefined && ufragOf(pc.localDescription.sdp) === name,
    },
    notes: { statesMeanwhile: states },
  };
}
