// When a connection says that it wants to be negotiated: for what, how often, and when not.
// https://w3c.github.io/webrtc-pc/#event-negotiation
import { describeEach, joinedPair } from "../../lib/peers.js";

// What is done to a connection that has been negotiated with sound, and whether it asks for more.
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
const SETTLE = 25;

// What was queued by now has been told: browsers queue one task for it, and each turn here lets theirs through. No event
// can end this wait: in Firefox another connection that is asked afterwards may tell first.
async function settle() {
  for (let turn = 0; turn < SETTLE; turn += 1) await new Promise((resolve) => setTimeout(resolve, 4));
}

async function deed(rtc, action, track) {
  const [a, b] = joinedPair(rtc);
  a.addTransceiver("audio");
  await describeEach(a, b);
  await settle();
  let count = 0;
  a.addEventListener("negotiationneeded", () => (count += 1));
  await action(a, track);
  await settle();
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
  await settle();
  return { during, once: count === 1 };
}

async function secondChannel(rtc) {
  const [a, b] = joinedPair(rtc);
  a.createDataChannel("first");
  await describeEach(a, b);
  await settle();
  let count = 0;
  a.addEventListener("negotiationneeded", () => (count += 1));
  a.createDataChannel("second");
  await settle();
  return count;
}

// Something added while an offer is out: told when that is answered, not before.
async function whileOffering(rtc) {
  const [a, b] = joinedPair(rtc);
  a.addTransceiver("audio");
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
  await rtc.attempt(() => rtc.until(() => count > 0, { ms: 3000, label: "negotiationneeded" }));
  return { before, after: count > 0 };
}

export default async function (rtc) {
  const track = rtc.pictureTrack();
  const deeds = {};
  for (const [name, action] of Object.entries(DEEDS)) deeds[name] = await deed(rtc, action, track);
  return {
    facts: { together: await together(rtc), deeds, secondChannel: await secondChannel(rtc), whileOffering: await whileOffering(rtc) },
  };
}
