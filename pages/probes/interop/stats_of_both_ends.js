// `getStats()` of two browsers in a call: inbound-rtp of one against outbound-rtp of the other, RTCP reports.
// META: pair
// META: timeout=100
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

// Whether RTCP of the other browser gave a round-trip time for both streams.
function isTold(reports) {
  const reported = reports.filter(({ type, roundTripTime }) => type === "remote-inbound-rtp" && roundTripTime !== undefined);
  return KINDS.every((kind) => reported.some((one) => one.kind === kind));
}

// Whether the other browser received no more than was sent.
const covered = (kind, received, sent) => ({
  noMorePackets: received[kind].packets > 0 && received[kind].packets <= sent[kind].packets,
  noMoreFrames: kind === "audio" || (received[kind].frames > 0 && received[kind].frames <= sent[kind].frames),
});

// What this browser sent, read after the other one reported what it received, so it can only be more. getStats() may return
// cached values, so it is read until they are current.
async function sentByThen(rtc, pc, received) {
  let sent = null;
  await rtc.attempt(() => rtc.until(async () => {
    sent = streams([...(await pc.getStats()).values()], "outbound-rtp");
    return KINDS.every((kind) => Object.values(covered(kind, received, sent)).every(Boolean));
  }, { ms: 3000, every: 100, label: "outbound-rtp statistics of each track" }));
  return sent;
}

async function call(rtc) {
  const tracks = [ownPicture(rtc).track, await ownTone(rtc)];
  const { pc } = await callOther(rtc, { prepare: (one) => tracks.forEach((track) => one.addTrack(track)) });
  const [seen, heard] = await Promise.all([framesOf(rtc, pc), toneOf(rtc, pc)]);
  const arrives = [seen.numbered, seen.goesOn, heard.toneArrives, heard.toneGoesOn].every(Boolean);
  const told = await rtc.attempt(() => rtc.stats(pc, isTold, 10000));
  rtc.signal.send("received", streams([...(await pc.getStats()).values()], "inbound-rtp"));
  const received = await rtc.signal.next("received");
  const sent = await sentByThen(rtc, pc, received);
  const compared = Object.fromEntries(KINDS.map((kind) => [kind, {
    sameStream: received[kind].ssrc === sent[kind].ssrc,
    sameCodec: received[kind].codec === sent[kind].codec,
    ...covered(kind, received, sent),
  }]));
  return { facts: { arrives, otherReportsBack: told.ok, ...compared }, notes: { received, sent } };
}

export { call as offerer, call as answerer };
