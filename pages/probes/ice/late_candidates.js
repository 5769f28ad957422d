// ICE connects with candidates that come late, to one peer only, in the SDP, and by an ICE restart after unreachable ones.
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate
// META: timeout=60
import { describeEach, exchange, gathered } from "../../lib/peers.js";

const without = ({ type, sdp }) => ({ type, sdp: sdp.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, "") });

// Two connections that exchange no candidates; those that each gathers are kept in `found`.
function apart(rtc) {
  const ends = [rtc.connection(), rtc.connection()];
  const found = ends.map((pc) => {
    const list = [];
    pc.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && list.push(candidate));
    return list;
  });
  return { ends, found };
}

const feed = (pc, candidates) => Promise.all(candidates.map((candidate) => pc.addIceCandidate(candidate)));

// Keeps the candidates that one connection gathers from now on. The returned function adds them and all later ones to `to`.
function handed(from, to) {
  const kept = [];
  let open = false;
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate?.candidate) return;
    if (open) to.addIceCandidate(candidate).catch(() => {});
    else kept.push(candidate);
  });
  return () => {
    open = true;
    return feed(to, kept);
  };
}

async function late(rtc) {
  const { ends: [a, b], found } = apart(rtc);
  const message = await exchange(rtc, a, b);
  await describeEach(a, b, { change: without });
  await Promise.all([gathered(rtc, a), gathered(rtc, b)]);
  const before = [a.connectionState, b.connectionState].includes("connected");
  await feed(b, found[0]);
  await feed(a, found[1]);
  return { connectedBefore: before, echoed: await message.done() };
}

// The peer without candidates learns a peer-reflexive one from the connectivity checks.
async function oneSide(rtc) {
  const { ends: [a, b], found } = apart(rtc);
  const message = await exchange(rtc, a, b);
  await describeEach(a, b, { change: without });
  await gathered(rtc, b);
  await feed(a, found[1]);
  return { echoed: await message.done() };
}

async function inside(rtc) {
  const { ends: [a, b] } = apart(rtc);
  const message = await exchange(rtc, a, b);
  await a.setLocalDescription(await a.createOffer());
  await gathered(rtc, a);
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await gathered(rtc, b);
  await a.setRemoteDescription(b.localDescription);
  return { echoed: await message.done() };
}

// Unreachable candidates, then an ICE restart with reachable ones. The restart follows at once: Firefox fails after five seconds
// without a connectivity check.
async function wrongAtFirst(rtc) {
  const { ends: [a, b] } = apart(rtc);
  const message = await exchange(rtc, a, b, { ms: 12000 });
  await describeEach(a, b, { change: without });
  const nowhere = { candidate: "candidate:1 1 udp 2122260223 127.0.0.1 61998 typ host", sdpMid: "0" };
  await feed(a, [nowhere]);
  await feed(b, [nowhere]);
  await Promise.all([gathered(rtc, a), gathered(rtc, b)]);
  const before = [a.iceConnectionState, b.iceConnectionState].includes("connected");
  // Candidates are trickled: iceGatheringState may still be that of the first generation.
  const hands = [handed(a, b), handed(b, a)];
  await describeEach(a, b, { change: without, options: { iceRestart: true } });
  await Promise.all(hands.map((hand) => hand()));
  return { connectedBefore: before, echoed: await message.done() };
}

export default async function (rtc) {
  return {
    facts: { late: await late(rtc), oneSide: await oneSide(rtc), inside: await inside(rtc), wrongAtFirst: await wrongAtFirst(rtc) },
  };
}
