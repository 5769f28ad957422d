// `encodings[].active` of simulcast layers switched off and on by `setParameters()`, at last all off: layers received.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active
// META: alone
// META: timeout=120
import { change, layersThatCome, receivedLayers, RIDS, simulcastCall } from "../../lib/simulcast.js";

const FEW = 1;
// Frames that the source draws while no layer delivers any, before the call counts as silent.
const DRAWN = 10;

// Sets active, waits for frames in flight, and reports which layers deliver while each active layer delivers four frames.
async function keepOn(rtc, call, on) {
  const outcome = await change(rtc, call.sender, ({ encodings }) => encodings.forEach((each) => (each.active = on.includes(each.rid))));
  const told = call.sender.getParameters().encodings.filter(({ active }) => active).map(({ rid }) => rid);
  await layersThatCome(rtc, call, on);
  const before = await receivedLayers(call.b);
  const arrived = await layersThatCome(rtc, call, on, { frames: 4 });
  const after = await receivedLayers(call.b);
  const gain = (rid) => (after[rid]?.framesDecoded ?? 0) - (before[rid]?.framesDecoded ?? 0);
  return {
    outcome,
    told,
    arrive: on.filter((rid) => arrived[rid].comes),
    quiet: RIDS.filter((rid) => !on.includes(rid) && gain(rid) <= FEW),
  };
}

async function allOff(rtc, call) {
  const outcome = await change(rtc, call.sender, ({ encodings }) => encodings.forEach((each) => (each.active = false)));
  const rest = async () => {
    const one = await receivedLayers(call.b);
    return RIDS.map((rid) => one[rid]?.framesDecoded ?? 0).join();
  };
  let last = null;
  let since = 0;
  const still = async () => {
    const now = await rest();
    if (now !== last) since = call.source.count();
    last = now;
    return call.source.count() - since >= DRAWN;
  };
  const quiet = await rtc.attempt(() => rtc.until(still, { ms: 20000, every: 100, label: "silence on the received track" }));
  return { outcome, quiet: quiet.ok };
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  await rtc.steps({
    all: () => keepOn(rtc, call, RIDS),
    withoutLargest: () => keepOn(rtc, call, ["h", "q"]),
    withoutMiddle: () => keepOn(rtc, call, ["f", "q"]),
    withoutSmallest: () => keepOn(rtc, call, ["f", "h"]),
    allAgain: () => keepOn(rtc, call, RIDS),
    off: () => allOff(rtc, call),
    smallestAlone: () => keepOn(rtc, call, ["q"]),
  });
}
