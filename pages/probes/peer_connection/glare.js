// Perfect negotiation when both peers offer at once: signalingState, implicit rollback and the video that arrives.
// https://w3c.github.io/webrtc-pc/#perfect-negotiation-example
// META: timeout=60
import { gathered, recordStates } from "../../lib/peers.js";
import { watchStamps, stampedTrack } from "../../lib/stamp.js";

// Small frames, because several streams are encoded at once.
const SIZE = { width: 320, height: 180 };
const FRAMES = 5;

// Messages arrive in order and late, as over a network: an offer once the receiving peer has gathered its candidates. An
// implicit rollback before that fails by chance in Chromium; early_rollback.js counts it.
function connectSides(rtc, sides) {
  const { port1, port2 } = new MessageChannel();
  sides[0].post = (message) => port1.postMessage(JSON.stringify(message));
  sides[1].post = (message) => port2.postMessage(JSON.stringify(message));
  const queue = (side) => {
    let last = Promise.resolve();
    const deliver = async (message) => {
      if (message.description?.type === "offer") await gathered(rtc, side.pc);
      await side.take(message);
    };
    return ({ data }) => (last = last.then(() => deliver(JSON.parse(data))).catch((error) => side.failures.push(error.name)));
  };
  port1.onmessage = queue(sides[0]);
  port2.onmessage = queue(sides[1]);
  return () => [port1, port2].forEach((port) => port.close());
}

function makeSide(pc, polite) {
  const side = { pc, polite, making: false, ignoring: false, ignored: 0, offers: 0, collisions: 0, failures: [] };
  pc.addEventListener("icecandidate", ({ candidate }) => side.post({ candidate }));
  pc.addEventListener("negotiationneeded", async () => {
    try {
      side.making = true;
      await pc.setLocalDescription();
      side.offers += 1;
      side.post({ description: pc.localDescription });
    } catch (error) {
      side.failures.push(error.name);
    } finally {
      side.making = false;
    }
  });
  side.take = async ({ description, candidate }) => {
    if (description) await takeDescription(side, description);
    else await pc.addIceCandidate(candidate).catch((error) => side.ignoring || side.failures.push(error.name));
  };
  return side;
}

async function takeDescription(side, description) {
  const collides = description.type === "offer" && (side.making || side.pc.signalingState !== "stable");
  side.collisions += collides ? 1 : 0;
  side.ignoring = !side.polite && collides;
  side.ignored += side.ignoring ? 1 : 0;
  if (side.ignoring) return;
  await side.pc.setRemoteDescription(description);
  if (description.type !== "offer") return;
  await side.pc.setLocalDescription();
  side.post({ description: side.pc.localDescription });
}

export default async function (rtc) {
  const sides = [makeSide(rtc.connection(), true), makeSide(rtc.connection(), false)];
  rtc.cleanup(connectSides(rtc, sides));
  const states = sides.map(({ pc }) => recordStates(pc).signalingState);
  const arrived = sides.map(() => null);
  const streams = [];
  sides.forEach(({ pc }, index) => pc.addEventListener("track", ({ track, streams: [stream] }) => {
    arrived[index] = track;
    streams[index] = stream?.id;
  }));
  // Both add a track in one task, so that both offer before an offer arrives.
  const sent = sides.map(() => {
    const { track } = stampedTrack(rtc, SIZE);
    return { track, stream: new MediaStream([track]) };
  });
  sides.forEach(({ pc }, index) => pc.addTrack(sent[index].track, sent[index].stream));
  await Promise.all(sides.map(({ pc }) => rtc.connected(pc, 9000)));
  const bothTold = await rtc.attempt(() => rtc.until(() => arrived.every(Boolean), { label: "track event on both sides" }));
  const watched = bothTold.ok ? await Promise.all(arrived.map((track) => watchStamps(rtc, track, { enough: FRAMES }))) : [];
  await rtc.attempt(() => rtc.until(() => sides.every(({ pc }) => pc.signalingState === "stable"), { label: "signalingState stable" }));
  return {
    facts: {
      collided: sides[1].collisions > 0 || sides[0].collisions > 0,
      impoliteIgnored: sides[1].ignored > 0, politeIgnored: sides[0].ignored > 0,
      stable: sides.map(({ pc }) => pc.signalingState === "stable"),
      seen: watched.map(({ read, backwards }) => read >= FRAMES && backwards === 0),
      streams: streams.map((id, index) => id === sent[1 - index].stream.id),
      failures: sides.map(({ failures }) => failures),
    },
    notes: { states, watched, offers: sides.map(({ offers, collisions }) => ({ offers, collisions })) },
  };
}
