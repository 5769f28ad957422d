// Wrong TURN credentials: icecandidateerror events, and relay candidates after setConfiguration() with the right credential.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode
// META: stage=turn
// META: timeout=60
import { describeCandidate, eachOnce, gatherWith, serverOf, WAYS } from "../../lib/relay.js";

const WRONG = { password: { credential: "wrong" }, user: { username: "nobody" } };

async function refused(rtc, told, way, other) {
  const configuration = { iceServers: [serverOf(told, [way], other)], iceTransportPolicy: "relay" };
  const { pc, candidates, errors, inTime } = await gatherWith(rtc, configuration, told);
  pc.close();
  return { candidates: candidates.length, errors: eachOnce(errors), complete: inTime };
}

// Sets the right credential in the same connection and restarts ICE.
async function corrected(rtc, told) {
  const wrong = { iceServers: [serverOf(told, ["udp"], WRONG.password)], iceTransportPolicy: "relay" };
  const { pc, candidates } = await gatherWith(rtc, wrong, told);
  const before = candidates.length;
  const set = await rtc.attempt(async () => pc.setConfiguration({ ...wrong, iceServers: [serverOf(told)] }));
  if (!set.ok) return { before, set: set.error.name };
  pc.restartIce();
  await pc.setLocalDescription(await pc.createOffer({ iceRestart: true }));
  await rtc.attempt(() => rtc.until(() => candidates.length > before, { ms: 10000, label: "a relay candidate" }));
  return { before, set: "accepted", after: eachOnce(candidates.map((each) => describeCandidate(each, told).type)) };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const facts = {};
  for (const [name, other] of Object.entries(WRONG)) {
    facts[name] = {};
    for (const way of WAYS) facts[name][way] = await refused(rtc, told, way, other);
  }
  return { facts: { ...facts, corrected: await corrected(rtc, told) } };
}
