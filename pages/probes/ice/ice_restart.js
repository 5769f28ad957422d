// ICE restart by restartIce() and iceRestart: a=ice-ufrag, a=fingerprint, negotiationneeded, and video frames after it.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice
// META: timeout=150
import { describeEach, joinedPair, valuesOf } from "../../lib/peers.js";
import { readStamp, stampedTrack } from "../../lib/stamp.js";

const MORE = 10;
const PATIENCE = 20000;

const fragments = (pc) => [valuesOf(pc.localDescription.sdp, "ice-ufrag")[0], valuesOf(pc.remoteDescription.sdp, "ice-ufrag")[0]];

const fingerprints = (pc) => valuesOf(pc.localDescription.sdp, "fingerprint").join();

// Whether frames that are sent from now on arrive.
async function goesOn(rtc, source, video) {
  const from = source.count() + 1;
  const look = () => readStamp(video) >= from + MORE;
  return (await rtc.attempt(() => rtc.until(look, { ms: PATIENCE, label: "frames sent after the ICE restart" }))).ok;
}

async function restart(rtc, [a, b], begin) {
  const before = { fragments: fragments(a), prints: fingerprints(a) };
  const needed = rtc.event(a, "negotiationneeded", PATIENCE).then(() => true, () => false);
  const options = begin(a);
  const told = options ? null : await needed;
  await describeEach(a, b, { options });
  const after = fragments(a);
  return { told, renewed: after.map((one, index) => one !== before.fragments[index]), sameFingerprint: fingerprints(a) === before.prints };
}

export default async function (rtc) {
  const source = stampedTrack(rtc);
  const ends = joinedPair(rtc);
  const [a, b] = ends;
  a.addTrack(source.track);
  await describeEach(a, b);
  await Promise.all(ends.map((pc) => rtc.connected(pc, PATIENCE)));
  const video = await rtc.play(b.getReceivers()[0].track);
  const states = [];
  a.addEventListener("connectionstatechange", () => states.push(a.connectionState));
  await rtc.steps({
    before: () => goesOn(rtc, source, video), plain: () => restart(rtc, ends, () => ({})),
    byMethod: () => restart(rtc, ends, (pc) => void pc.restartIce()), afterMethod: () => goesOn(rtc, source, video),
    byOption: () => restart(rtc, ends, () => ({ iceRestart: true })), afterOption: () => goesOn(rtc, source, video),
  });
  const again = await restart(rtc, ends, () => ({}));
  const connected = await rtc.attempt(() => Promise.all(ends.map((pc) => rtc.connected(pc, PATIENCE))));
  return {
    facts: {
      again, connected: connected.ok,
      failed: states.includes("failed") || states.includes("closed"), onceOnly: !again.renewed.includes(true),
    },
    notes: { states },
  };
}
