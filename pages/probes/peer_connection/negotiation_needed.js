// negotiationneeded event: which changes of an RTCPeerConnection fire it, how often, and when it waits.
// https://w3c.github.io/webrtc-pc/#event-negotiation
// META: timeout=90
import { describeEach, joinedPair } from "../../lib/peers.js";

// Changes of a connection that has negotiated audio.
const DEEDS = {
  "a track": (pc, track) => pc.addTrack(track),
  "a transceiver": (pc) => pc.addTransceiver("video"),
  "the first channel": (pc) => pc.createDataChannel("first"),
  "another direction": (pc) => (pc.getTransceivers()[0].direction = "recvonly"),
  "the same direction": (pc) => (pc.getTransceivers()[0].direction = "sendrecv"),
  "a stopped transceiver": (pc) => pc.getTransceivers()[0].stop(),
  "a restart": (pc) => pc.restartIce(),
  "another track in its place": (pc) => pc.getSenders()[0].replaceTrack(null),
  "nothing": () => {},
};
// These fire no negotiationneeded: there is no event to wait for.
const SILENT = ["the same direction", "another track in its place", "nothing"];
const SETTLE = 25;
const PATIENCE = 10000;

// After these turns a queued negotiationneeded has fired: browsers queue one task for it. The number of turns counts, not their
// time. No event can end this wait: in Firefox another connection that changes later may fire first.
async function settle() {
  for (let turn = 0; turn < SETTLE; turn += 1) await new Promise((resolve) => setTimeout(resolve, 4));
}

// Waits for the event, or not at all where it must not fire.
async function asked(rtc, count, wanted = true) {
  await settle();
  if (wanted) await rtc.attempt(() => rtc.until(() => count() > 0, { ms: PATIENCE, label: "negotiationneeded" }));
  await settle();
}

// A negotiated pair whose earlier negotiationneeded events have fired.
async function negotiated(rtc, add) {
  const [a, b] = joinedPair(rtc);
  const told = rtc.event(a, "negotiationneeded", PATIENCE);
  add(a);
  await rtc.attempt(() => told);
  await describeEach(a, b);
  await settle();
  return [a, b];
}

async function deed(rtc, name, action, track) {
  const [a, b] = await negotiated(rtc, (pc) => pc.addTransceiver("audio"));
  let count = 0;
  a.addEventListener("negotiationneeded", () => (count += 1));
  await action(a, track);
  await asked(rtc, () => count, !SILENT.includes(name));
  a.close();
  b.close();
  return { told: count > 0, once: count <= 1 };
}

async function together(rtc) {
  const pc = rtc.connection();
  let count = 0;
  pc.addEventListener("negotiationneeded", () => (count += 1));
  pc.addTransceiver("audio");
  pc.addTransceiver("video");
  pc.createDataChannel("together");
  const during = count;
  await asked(rtc, () => count);
  return { during, once: count === 1 };
}

async function secondChannel(rtc) {
  const [a] = await negotiated(rtc, (pc) => pc.createDataChannel("first"));
  let count = 0;
  a.addEventListener("negotiationneeded", () => (count += 1));
  a.createDataChannel("second");
  await settle();
  return count;
}

// A change in have-local-offer: negotiationneeded fires after the answer, not before.
async function whileOffering(rtc) {
  const [a, b] = joinedPair(rtc);
  const told = rtc.event(a, "negotiationneeded", PATIENCE);
  a.addTransceiver("audio");
  await rtc.attempt(() => told);
  await settle();
  await a.setLocalDescription(await a.createOffer());
  let count = 0;
  a.addEventListener("negotiationneeded", () => (count += 1));
  a.addTransceiver("video");
  await settle();
  const before = count;
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription);
  await rtc.attempt(() => rtc.until(() => count > 0, { ms: PATIENCE, label: "negotiationneeded" }));
  return { before, after: count > 0 };
}

export default async function (rtc) {
  const track = rtc.pictureTrack();
  const deeds = {};
  for (const [name, action] of Object.entries(DEEDS)) {
    rtc.step(name);
    deeds[name] = await deed(rtc, name, action, track);
    rtc.fact("deeds", deeds);
  }
  await rtc.steps({
    together: () => together(rtc), secondChannel: () => secondChannel(rtc), whileOffering: () => whileOffering(rtc),
  });
}
