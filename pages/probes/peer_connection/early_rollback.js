// Implicit rollback in setRemoteDescription() while ICE candidates are gathered: share of 40 calls that connect.
// META: alone
// META: timeout=180
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-setremotedescription
import { describeEach, exchange, joinedPair } from "../../lib/peers.js";

// A failure that is chance in one call is a share of many calls: a metric.
const TRIES = 40;
// A call counts as lost when this many calls that began later have connected. A loaded machine slows all of them.
const OVERTAKERS = 5;
const PATIENCE = 60000;

async function usual(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "usual", ms: PATIENCE });
  await describeEach(a, b);
  await message.done();
  a.close();
  b.close();
}

// Returns whether a message is echoed before calls that began later have all connected.
async function comesInTime(rtc, message) {
  let overtaken = 0;
  const later = (async () => {
    while (overtaken < OVERTAKERS && !message.echoed()) {
      await usual(rtc);
      overtaken += 1;
    }
  })();
  await rtc.until(() => message.echoed() || overtaken >= OVERTAKERS, { ms: PATIENCE, label: "an echo, or five later calls" });
  await later;
  return message.echoed();
}

async function connects(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "early" });
  b.addTransceiver("audio");
  await b.setLocalDescription(await b.createOffer());
  await describeEach(a, b);
  const echoed = await comesInTime(rtc, message);
  const gathering = b.iceGatheringState;
  a.close();
  b.close();
  return { echoed, gathering };
}

export default async function (rtc) {
  const calls = [];
  for (let call = 0; call < TRIES; call += 1) calls.push(await connects(rtc));
  const silent = calls.filter(({ echoed }) => !echoed);
  rtc.note("gathering of the side that gave way, where no message came", silent.map(({ gathering }) => gathering));
  const share = 1 - silent.length / TRIES;
  return { facts: { calls: TRIES, mostConnect: share >= 0.5 }, metrics: { connected_share: share } };
}
