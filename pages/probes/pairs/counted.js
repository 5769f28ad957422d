// What two browsers in a call count of it: what one sent the other received, by streams of the same name and codec.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-stats/#summary
import { callOther, framesOf, ownPicture, ownTone, toneOf } from "../../lib/other_browser.js";

const KINDS = ["audio", "video"];

function streams(reports, type) {
  const codecs = new Map(reports.filter((one) => one.type === "codec").map((one) => [one.id, one.mimeType]));
  return Object.fromEntries(KINDS.map((kind) => {
    const one = reports.find((report) => report.type === type && report.kind === kind && !report.rid);
    const { ssrc, packetsSent, packetsReceived, framesEncoded, framesDecoded } = one ?? {};
    const counts = { packets: packetsSent ?? packetsReceived ?? null, frames: framesEncoded ?? framesDecoded ?? null };
    return [kind, { ssrc, ...counts, codec: codecs.get(one?.codecId) ?? null }];
  }));
}

// Whether the other one has said of both streams how long a round trip takes.
function isTold(reports) {
  const reported = reports.filter(({ type, roundTripTime }) => type === "remote-inbound-rtp" && roundTripTime !== undefined);
  return KINDS.every((kind) => reported.some((one) => one.kind === kind));
}

async function call(rtc) {
  const tracks = [ownPicture(rtc).track, await ownTone(rtc)];
  const { pc } = await callOther(rtc, { prepare: (one) => tracks.forEach((track) => one.addTrack(track)) });
  const arrives = { ...(await framesOf(rtc, pc)), toneArrives: await toneOf(rtc, pc) };
  const told = await rtc.attempt(() => rtc.stats(pc, isTold, 10000));
  // What was received is read first, then what the other one has sent by then: it can only be more.
  const received = streams([...(await pc.getStats()).values()], "inbound-rtp");
  rtc.signal.send("read");
  await rtc.signal.next("read");
  rtc.signal.send("sent", streams([...(await pc.getStats()).values()], "outbound-rtp"));
  const sent = await rtc.signal.next("sent");
  const compared = Object.fromEntries(KINDS.map((kind) => [kind, {
    sameStream: received[kind].ssrc === sent[kind].ssrc,
    sameCodec: received[kind].codec === sent[kind].codec,
    noMorePackets: received[kind].packets > 0 && received[kind].packets <= sent[kind].packets,
    noMoreFrames: kind === "audio" || (received[kind].frames > 0 && received[kind].frames <= sent[kind].frames),
  }]));
  return { facts: { arrives: arrives.numbered && arrives.toneArrives, otherReportsBack: told.ok, ...compared }, notes: { received, sent } };
}

export { call as offerer, call as answerer };
