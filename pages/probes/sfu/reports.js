// `remote-inbound-rtp` of a publisher and `remote-outbound-rtp` of a subscriber, from the RTCP reports of an SFU.
// https://w3c.github.io/webrtc-stats/#remoteinboundrtpstats-dict*
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { stampedTrack } from "../../lib/stamp.js";

async function reportOf(rtc, pc, type, kind, moves) {
  const found = await rtc.attempt(() =>
    rtc.stats(pc, (reports) => reports.find((one) => one.type === type && one.kind === kind && moves(one)), 12000));
  return found.ok ? found.value : null;
}

// A report as facts: its members, and whether its localId refers to a stream of this connection.
async function told(rtc, pc, report) {
  if (!report) return null;
  rtc.note(`${report.type} ${report.kind}`, report);
  const local = (await pc.getStats()).get(report.localId);
  return { speaksOf: local?.type ?? null, sameStream: local?.ssrc === report.ssrc, members: Object.keys(report).sort() };
}

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const pieces = [coded(rtc, stampedTrack(rtc, PICTURE).track, "vp8"), await rtc.toneTrack(1000)];
  const publisher = await room.publish(pieces);
  const subscriber = await room.subscribe([publisher.id]);
  const facts = { publisher: {}, subscriber: {} };
  for (const kind of ["audio", "video"]) {
    const heard = await reportOf(rtc, publisher.pc, "remote-inbound-rtp", kind, ({ roundTripTime }) => roundTripTime !== undefined);
    const sane = heard && heard.roundTripTime >= 0 && heard.fractionLost >= 0 && heard.fractionLost <= 1;
    facts.publisher[kind] = heard && { ...(await told(rtc, publisher.pc, heard)), sane };
    const said = await reportOf(rtc, subscriber.pc, "remote-outbound-rtp", kind, ({ packetsSent }) => packetsSent > 0);
    facts.subscriber[kind] = said && { ...(await told(rtc, subscriber.pc, said)), sane: said.bytesSent > 0 };
  }
  return { facts };
}
