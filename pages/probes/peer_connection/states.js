// connectionState, signalingState, iceConnectionState and iceGatheringState of both peers, from construction to close().
// https://w3c.github.io/webrtc-pc/#rtcpeerconnectionstate-enum
import { recordStates } from "../../lib/peers.js";

// States left out because they come by chance: "completed" is optional.
const WITHOUT_CHANCE = { iceConnectionState: ["completed"], iceGatheringState: [], connectionState: [], signalingState: [] };

function settledStates(states) {
  return Object.fromEntries(Object.entries(states).map(([member, list]) => [
    member, list.filter((state) => !WITHOUT_CHANCE[member].includes(state)),
  ]));
}

export default async function (rtc) {
  const [a, b] = rtc.pair();
  const fresh = Object.fromEntries(
    ["signalingState", "iceGatheringState", "iceConnectionState", "connectionState"].map((member) => [member, a[member]])
  );
  const nothing = {
    localDescription: a.localDescription, remoteDescription: a.remoteDescription, currentLocalDescription: a.currentLocalDescription,
    pendingLocalDescription: a.pendingLocalDescription, canTrickleIceCandidates: a.canTrickleIceCandidates, sctp: a.sctp,
  };
  const states = [recordStates(a), recordStates(b)];
  a.createDataChannel("states");
  await rtc.negotiate(a, b);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  await rtc.until(() => a.iceGatheringState === "complete" && b.iceGatheringState === "complete", { label: "iceGatheringState complete" });
  const during = states.map(settledStates);
  const described = {
    pending: [a.pendingLocalDescription, a.pendingRemoteDescription],
    current: [a.currentLocalDescription?.type, a.currentRemoteDescription?.type, b.currentLocalDescription?.type],
    canTrickleIceCandidates: [a.canTrickleIceCandidates, b.canTrickleIceCandidates],
  };
  a.close();
  return {
    facts: {
      fresh, nothing, offerer: during[0], answerer: during[1], described,
      closed: [a.signalingState, a.connectionState, a.iceConnectionState],
    },
    notes: { states },
  };
}
