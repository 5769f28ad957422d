// Candidates that come otherwise than one by one: late, of one side alone, inside the description, wrong at first.
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate
// META: timeout=60
import { describeEach, exchange, gathered } from "../../lib/peers.js";

const without = ({ type, sdp }) => ({ type, sdp: sdp.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, "") });

// Two connections with nothing between them; the candidates that each finds are kept.
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

// Keeps what one connection finds from now on; once called, hands it to the other one, and all that still comes.
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

// The other side learns of this one by its checks, and needs no candidates of it.
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

// Candidates that lead nowhere, then a restart with the right ones: at once, before Firefox gives up, which it does after
// five seconds without having checked anything.
async function wrongAtFirst(rtc) {
  const { ends: [a, b] } = apart(rtc);
  const message = await exchange(rtc, a, b, { ms: 12000 });
  await describeEach(a, b, { change: without });
  const nowhere = { candidate: "candidate:1 1 udp 2122260223 127.0.0.1 61998 typ host", sdpMid: "0" };
  await feed(a, [nowhere]);
  await feed(b, [nowhere]);
  await Promise.all([gathered(rtc, a), gathered(rtc, b)]);
  const before = [a.iceConnectionState, b.iceConnectionState].includes("connected");
  // One by one as they come: the state of gathering may still be that of the first time.
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
