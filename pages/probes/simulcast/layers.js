// Simulcast with three rids: `a=simulcast` of the offer, `outbound-rtp` per layer, and the frames received of each.
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
// META: alone
// META: timeout=60
import { closeCall, layersThatCome, numbersThatCome, ridsOf, RIDS, sentLayers, simulcastCall, SMALL } from "../../lib/simulcast.js";

const sectionCount = (sdp) => sdp.split(/^m=/m).length - 1;

async function watch(rtc, encodings) {
  const call = await simulcastCall(rtc, { encodings });
  const before = { rids: call.sender.getParameters().encodings.map(({ rid }) => rid), sections: sectionCount(call.offer) };
  await layersThatCome(rtc, call, RIDS, { frames: 2 });
  const arrived = await numbersThatCome(rtc, call, RIDS);
  const sent = await sentLayers(call.sender);
  const facts = {
    connected: call.connected,
    offered: ridsOf(call.offer),
    ridLines: [...call.offer.matchAll(/^a=rid:(\S+) send/gm)].map(([, rid]) => rid),
    sections: before.sections,
    parameters: before.rids,
    counted: Object.keys(sent).sort(),
    codecsAreTold: Object.values(sent).every(({ codecId }) => typeof codecId === "string"),
    arrived,
  };
  rtc.note(`offer ${encodings[0].rid} first`, call.offer);
  closeCall(call);
  return facts;
}

export default async function (rtc) {
  return { facts: { largestFirst: await watch(rtc, SMALL), smallestFirst: await watch(rtc, [...SMALL].reverse()) } };
}
