// Taking an offer back: by hand and by taking the other side's, and whether a call comes about afterwards.
// https://w3c.github.io/webrtc-pc/#dom-rtcsdptype-rollback
import { describeEach, exchange, joinedPair, outcome, recordStates } from "../../lib/peers.js";

const offerOf = async (rtc, kind) => {
  const pc = rtc.connection();
  pc.addTransceiver(kind);
  await pc.setLocalDescription(await pc.createOffer());
  return pc.localDescription;
};

async function localByHand(rtc) {
  const pc = rtc.connection();
  const states = recordStates(pc).signalingState;
  const transceiver = pc.addTransceiver("audio");
  await pc.setLocalDescription(await pc.createOffer());
  const mid = transceiver.mid;
  const rolled = await outcome(rtc, () => pc.setLocalDescription({ type: "rollback" }));
  return {
    rolled, states, hadMid: mid !== null, mid: transceiver.mid, kept: pc.getTransceivers().length, pending: pc.pendingLocalDescription,
  };
}

async function remoteByHand(rtc) {
  const pc = rtc.connection();
  const states = recordStates(pc).signalingState;
  const tracks = [];
  pc.addEventListener("track", ({ track }) => tracks.push(track));
  await pc.setRemoteDescription(await offerOf(rtc, "video"));
  const before = pc.getTransceivers().length;
  const track = pc.getReceivers()[0].track;
  const rolled = await outcome(rtc, () => pc.setRemoteDescription({ type: "rollback" }));
  return {
    rolled, states, before, after: pc.getTransceivers().length, told: tracks.length, muted: track.muted,
    pending: pc.pendingRemoteDescription,
  };
}

async function outOfPlace(rtc) {
  const pc = rtc.connection();
  const stable = await outcome(rtc, () => pc.setLocalDescription({ type: "rollback" }));
  const stableRemote = await outcome(rtc, () => pc.setRemoteDescription({ type: "rollback" }));
  pc.addTransceiver("audio");
  await pc.setLocalDescription(await pc.createOffer());
  const wrongSide = await outcome(rtc, () => pc.setRemoteDescription({ type: "rollback" }));
  return { stable, stableRemote, wrongSide };
}

// One side has offered and takes the other's offer instead; a message must go there and back in the end.
async function implicit(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "implicit" });
  const states = recordStates(b).signalingState;
  b.addTransceiver("audio");
  await b.setLocalDescription(await b.createOffer());
  const called = await outcome(rtc, () => describeEach(a, b));
  return {
    called, states, echoed: called === "accepted" && (await message.done()), keptTransceivers: b.getTransceivers().length,
    unanswered: b.getTransceivers().map(({ currentDirection }) => currentDirection),
  };
}

async function after(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "after", ms: 5000 });
  await a.setLocalDescription(await a.createOffer());
  const rolled = await outcome(rtc, () => a.setLocalDescription({ type: "rollback" }));
  const called = await outcome(rtc, () => describeEach(a, b));
  const echoed = called === "accepted" && (await message.done());
  rtc.note("after", {
    connection: [a.connectionState, b.connectionState], sctp: a.sctp?.state, channel: message.channel.readyState,
    sdp: a.localDescription.sdp,
  });
  return { rolled, called, echoed };
}

export default async function (rtc) {
  return {
    facts: {
      local: await localByHand(rtc), remote: await remoteByHand(rtc), outOfPlace: await outOfPlace(rtc),
      implicit: await implicit(rtc), after: await after(rtc),
    },
  };
}
