// iceTransportPolicy with a TURN server: candidate types, relatedAddress, the selected pair, and a change in a connection.
// https://w3c.github.io/webrtc-pc/#dom-rtcicetransportpolicy
// META: stage=turn
// META: timeout=60
import { chosenPair, describeCandidate, eachOnce, gatherWith, relayOnly, serverOf, WAYS } from "../../lib/relay.js";

const typesOf = (candidates) => eachOnce(candidates.map(({ type }) => type));

async function all(rtc, told) {
  const configuration = { iceServers: [serverOf(told, WAYS)] };
  const [a, b] = await rtc.loopback({ configuration, ms: 15000 });
  const direct = async () => {
    const pairs = [await chosenPair(a), await chosenPair(b)];
    return pairs.every((pair) => pair && pair.local?.candidateType !== "relay" && pair.remote?.candidateType !== "relay");
  };
  return (await rtc.attempt(() => rtc.until(direct, { ms: 20000, label: "connection without a relay" }))).ok;
}

// Gathers with the policy "all", then changes it to "relay" and restarts ICE.
async function changed(rtc, told) {
  const configuration = { iceServers: [serverOf(told)] };
  const { pc, candidates } = await gatherWith(rtc, configuration, told);
  const before = typesOf(candidates);
  const set = await rtc.attempt(async () => pc.setConfiguration({ ...configuration, iceTransportPolicy: "relay" }));
  if (!set.ok) return { before, set: set.error.name };
  candidates.length = 0;
  pc.restartIce();
  await pc.setLocalDescription(await pc.createOffer({ iceRestart: true }));
  const done = () => candidates.length > 0 && pc.iceGatheringState === "complete";
  await rtc.attempt(() => rtc.until(done, { ms: 12000, label: "the end of ICE gathering" }));
  return { before, set: "accepted", policy: pc.getConfiguration().iceTransportPolicy, after: typesOf(candidates) };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const relays = await gatherWith(rtc, relayOnly(told, ["udp"]), told);
  const described = eachOnce(relays.candidates.map((each) => describeCandidate(each, told)));
  return {
    facts: {
      relayOnly: { types: typesOf(relays.candidates), related: described.map(({ related }) => related) },
      directIsPreferred: await all(rtc, told),
      changed: await changed(rtc, told),
    },
  };
}
