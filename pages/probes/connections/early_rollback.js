// How many of many calls come about where the other's offer is taken while candidates of the own one are still looked for.
// META: alone
// META: timeout=90
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-setremotedescription
import { describeEach, exchange, joinedPair } from "../../lib/peers.js";

// What fails now and then in one call is a share of many: a metric.
const TRIES = 40;
// What connects mostly does so within a tenth of a second; a busy machine is given more, and what is later still counts as lost.
const PATIENCE = 1500;

async function connects(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b, { label: "early", ms: PATIENCE });
  b.addTransceiver("audio");
  await b.setLocalDescription(await b.createOffer());
  await describeEach(a, b);
  const echoed = await message.done();
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
