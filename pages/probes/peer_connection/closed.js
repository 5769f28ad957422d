// RTCPeerConnection.close(): states, events, transceivers, and the outcome of every method afterwards.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close
import { outcomes, recordStates } from "../../lib/peers.js";

async function makeClosed(rtc) {
  const events = [];
  const track = rtc.pictureTrack();
  const stream = new MediaStream([track]);
  let sender;
  let channel;
  const [a, b] = await rtc.loopback({
    prepare(pc) {
      sender = pc.addTrack(track, stream);
      channel = pc.createDataChannel("closed");
    },
  });
  const offer = a.localDescription;
  const states = recordStates(a);
  for (const type of ["signalingstatechange", "connectionstatechange", "iceconnectionstatechange"]) {
    a.addEventListener(type, () => events.push(type));
  }
  await rtc.until(() => channel.readyState === "open", { label: "RTCDataChannel open" });
  const receiver = b.getReceivers()[0];
  a.close();
  return { a, b, sender, channel, offer, states, events, track, stream, receiver };
}

const methodsOf = ({ a, sender, offer, track, stream }) => ({
  createOffer: () => a.createOffer(),
  createAnswer: () => a.createAnswer(),
  setLocalDescription: () => a.setLocalDescription(offer),
  setRemoteDescription: () => a.setRemoteDescription(offer),
  addIceCandidate: () => a.addIceCandidate({ candidate: "", sdpMid: "0" }),
  addTrack: async () => a.addTrack(track.clone(), stream),
  removeTrack: async () => a.removeTrack(sender),
  addTransceiver: async () => a.addTransceiver("audio"),
  createDataChannel: async () => a.createDataChannel("late"),
  setConfiguration: async () => a.setConfiguration({}),
  getConfiguration: async () => a.getConfiguration(),
  restartIce: async () => a.restartIce(),
  getStats: () => a.getStats(),
  close: async () => a.close(),
  replaceTrack: () => sender.replaceTrack(null),
  setParameters: () => sender.setParameters(sender.getParameters()),
  "transceiver.stop": async () => a.getTransceivers()[0].stop(),
  "transceiver.direction": async () => (a.getTransceivers()[0].direction = "inactive"),
});

export default async function (rtc) {
  const closed = await makeClosed(rtc);
  const { a, channel, states, sender, track } = closed;
  const methods = {};
  for (const [name, method] of Object.entries(methodsOf(closed))) {
    // A promise that never settles is recorded as TimeoutError.
    methods[name] = (await outcomes(rtc, { [name]: () => rtc.within(1000, method(), name) }))[name];
  }
  return {
    facts: {
      states: { signalingState: a.signalingState, connectionState: a.connectionState, iceConnectionState: a.iceConnectionState },
      eventsOnThisSide: closed.events,
      recorded: states.signalingState,
      channel: channel.readyState,
      transceivers: a.getTransceivers().map(({ direction, currentDirection }) => ({ direction, currentDirection })),
      senderKeepsTrack: sender.track === track,
      localTrack: track.readyState,
      methods,
    },
  };
}
