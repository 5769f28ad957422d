// getStats() of both peers: whether outbound-rtp, inbound-rtp, codec, remote-outbound-rtp and media-source agree.
// https://w3c.github.io/webrtc-stats/#dom-rtcreceivedrtpstreamstats
// META: timeout=60
import { bothReports, find, reportsOf, unique, usualCall } from "../../lib/reports.js";

// Names of the rules that are broken; a rule about a member that one side lacks is left out.
function broken(rules) {
  return Object.entries(rules).filter(([, holds]) => holds === false).map(([name]) => name);
}

const atMost = (one, other) => (typeof one === "number" && typeof other === "number" ? one <= other : null);
const same = (one, other) => (one === undefined || other === undefined ? null : one === other);

function streamRules(sent, received, codecs) {
  const [one, other] = codecs;
  return {
    "same stream": same(sent.ssrc, received.ssrc), "same section": same(sent.mid, received.mid),
    "packets received at most sent": atMost(received.packetsReceived, sent.packetsSent),
    "bytes received at most sent": atMost(received.bytesReceived, sent.bytesSent),
    "same codec": same(one?.mimeType, other?.mimeType), "same payload type": same(one?.payloadType, other?.payloadType),
    "same clock": same(one?.clockRate, other?.clockRate),
    "nothing lost that was not sent": atMost(received.packetsLost + received.packetsReceived, sent.packetsSent + 1),
  };
}

function pictureRules(sent, received, source, drawn) {
  return {
    "frames sent at most encoded": atMost(sent.framesSent, sent.framesEncoded),
    "frames encoded at most given": atMost(sent.framesEncoded, source?.frames),
    "frames given at most drawn": atMost(source?.frames, drawn + 2),
    "frames received at most sent": atMost(received.framesReceived, sent.framesSent),
    "frames decoded at most received": atMost(received.framesDecoded, received.framesReceived),
    "key frames at most frames": atMost(received.keyFramesDecoded, received.framesDecoded),
    "some key frame": atMost(1, received.keyFramesDecoded),
    "same size": same(sent.frameWidth, received.frameWidth),
  };
}

export default async function (rtc) {
  const call = await usualCall(rtc);
  const { complete } = await bothReports(rtc, call);
  await rtc.attempt(
    () => rtc.until(async () => find(await reportsOf(call.b), "inbound-rtp", "video")?.framesDecoded > 5, { label: "framesDecoded > 5" })
  );
  // The receiver's report is read first: what it counts was sent before the sender's report is read.
  const far = await reportsOf(call.b);
  const near = await reportsOf(call.a);
  const codecOf = (reports, stream) => reports.find(({ id }) => id === stream.codecId);
  const facts = { complete, wrong: {}, codecs: {} };
  for (const kind of ["audio", "video"]) {
    const [sent, received] = [find(near, "outbound-rtp", kind), find(far, "inbound-rtp", kind)];
    const codecs = [codecOf(near, sent), codecOf(far, received)];
    facts.codecs[kind] = codecs.map((codec) => codec?.mimeType ?? null);
    facts.wrong[kind] = broken(streamRules(sent, received, codecs));
    if (kind === "video") facts.wrong.pictures = broken(
      pictureRules(sent, received, find(near, "media-source", "video"), call.source.count())
    );
  }
  const remote = find(near, "remote-inbound-rtp", "video");
  const told = find(far, "remote-outbound-rtp", "video");
  facts.wrong.reports = broken({
    "same codec": same(remote?.codecId, find(near, "outbound-rtp", "video").codecId),
    "sent as told": atMost(told?.packetsSent, find(near, "outbound-rtp", "video").packetsSent),
    "lost is no more than sent": atMost(remote?.packetsLost, find(near, "outbound-rtp", "video").packetsSent),
  });
  facts.tracks = {
    source: same(find(near, "media-source", "video")?.trackIdentifier, call.source.track.id),
    received: same(find(far, "inbound-rtp", "video")?.trackIdentifier, call.trackOf("video").id),
    kinds: unique([...near, ...far].filter(({ trackIdentifier }) => trackIdentifier).map(({ type }) => type)),
  };
  return { facts };
}
