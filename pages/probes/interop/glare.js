// Glare: two browsers make an SDP offer at the same time; perfect negotiation, with a polite answerer.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#perfect-negotiation-example
import { framesOf, ownPicture } from "../../lib/other_browser.js";
import { gathered } from "../../lib/peers.js";

// Handles signaling messages one after the other: a description waits until the one before it is set.
function inTurn(rtc, take) {
  let last = Promise.resolve();
  const on = (kind) => rtc.signal.on(kind, (value) => (last = last.then(() => take(kind, value)).catch(() => {})));
  ["description", "candidate"].forEach(on);
}

async function call(rtc) {
  const pc = rtc.connection();
  const polite = rtc.role === "answerer";
  const seen = { collided: false, gaveWay: false };
  let making = false;
  let ignoring = false;
  pc.addEventListener("icecandidate", ({ candidate }) => candidate && rtc.signal.send("candidate", candidate.toJSON()));
  const say = () => rtc.signal.send("description", { type: pc.localDescription.type, sdp: pc.localDescription.sdp });
  const takeDescription = async (description) => {
    const collision = description.type === "offer" && (making || pc.signalingState !== "stable");
    ignoring = collision && !polite;
    seen.collided ||= collision;
    if (ignoring) return;
    seen.gaveWay ||= collision;
    await pc.setRemoteDescription(description);
    if (description.type !== "offer") return;
    await pc.setLocalDescription();
    say();
  };
  pc.addTrack(ownPicture(rtc).track);
  making = true;
  await pc.setLocalDescription();
  making = false;
  // Both have set their own offer before they receive the other one, so the offers always collide. Gathering is complete by
  // then: an earlier rollback succeeds by chance in Chromium, which peer_connection/early_rollback.js counts.
  await gathered(rtc, pc);
  rtc.signal.send("ready");
  await rtc.signal.next("ready");
  inTurn(rtc, (kind, value) => (kind === "description" ? takeDescription(value) : pc.addIceCandidate(value).catch(() => {})));
  say();
  await rtc.connected(pc, 12000);
  return { facts: { ...seen, ...(await framesOf(rtc, pc)), state: pc.signalingState, transceivers: pc.getTransceivers().length } };
}

export { call as offerer, call as answerer };
