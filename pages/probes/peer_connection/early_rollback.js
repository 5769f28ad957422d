// How many of many calls come about where the other's offer is taken while candidates of the own one are still looked for.
// META: alone
// META: timeout=180
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-setremotedescription
import { describeEach, exchange, joinedPair } from "../../lib/peers.js";

// What fails now and then in one call is a share of many: a metric.
const TRIES = 40;
// A call is lost where this many others that were begun after it connect before it does. A loaded machine slows all of them.
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

// Whether a message comes there and back before others that began later have all done so.
async function comesInTime(rtc, message) {
  let overtaken = 0;
  const later = (async () => {
    while (overtaken < OVERTAKERS && !message.echoed()) {
      await usual(rtc);
      overtaken += 1;
    }
  })();
  await rtc.until(() => message.echoed() || overtaken >= OVERTAKERS, { ms: PATIENCE, label: "this call, or five that began later" });
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
