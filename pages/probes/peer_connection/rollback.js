// setLocalDescription() and setRemoteDescription() with type rollback, implicit rollback, and the call that follows.
// https://w3c.github.io/webrtc-pc/#dom-rtcsdptype-rollback
// META: timeout=120
import { describeEach, exchange, gathered, joinedPair, outcome, recordStates } from "../../lib/peers.js";

const PATIENCE = 20000;

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

// A peer in have-local-offer applies a remote offer; a data channel message must be echoed in the end. Its candidates are gathered
// by then: early_rollback.js observes a rollback before that.
async function implicit(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "implicit", ms: PATIENCE });
  const states = recordStates(b).signalingState;
  b.addTransceiver("audio");
  await b.setLocalDescription(await b.createOffer());
  await gathered(rtc, b, PATIENCE);
  const called = await outcome(rtc, () => describeEach(a, b));
  return {
    called, states, echoed: called === "accepted" && (await message.done()), keptTransceivers: b.getTransceivers().length,
    unanswered: b.getTransceivers().map(({ currentDirection }) => currentDirection),
  };
}

// An offer after an explicit rollback. Its candidates are gathered before the rollback, for the same reason.
async function after(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "after", ms: PATIENCE });
  await a.setLocalDescription(await a.createOffer());
  await gathered(rtc, a, PATIENCE);
  const rolled = await outcome(rtc, () => a.setLocalDescription({ type: "rollback" }));
  const called = await outcome(rtc, () => describeEach(a, b));
  const { sdp } = a.localDescription;
  rtc.note("offered after", sdp);
  // Without an application m-line there is no data channel to wait for.
  const echoed = called === "accepted" && sdp.includes("m=application") && (await message.done());
  return { rolled, called, echoed };
}

export default async function (rtc) {
  await rtc.steps({
    local: () => localByHand(rtc), remote: () => remoteByHand(rtc), outOfPlace: () => outOfPlace(rtc),
    implicit: () => implicit(rtc), after: () => after(rtc),
  });
}
