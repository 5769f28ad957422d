// getStats(track), RTCRtpSender.getStats() and RTCRtpReceiver.getStats(): types, and tracks that reject.
// https://w3c.github.io/webrtc-pc/#the-stats-selection-algorithm
// META: timeout=60
import { bothReports, kindOf, reportsOf, unique, usualCall } from "../../lib/reports.js";
import { outcomes } from "../../lib/peers.js";

// media-playout depends on the machine's audio output; remote statistics appear with RTCP reports.
const LATE = /^(media-playout|remote-)/;

const kindsOf = (reports) => unique(reports.map(kindOf)).filter((kind) => !LATE.test(kind));
const other = { audio: "video", video: "audio" };

function describe(selected, whole, kind) {
  const known = new Set(whole.map(({ id }) => id));
  return {
    kinds: kindsOf(selected), part: selected.every(({ id }) => known.has(id)),
    notOfTheOther: !selected.some((report) => report.kind === other[kind]),
    codecs: unique(selected.filter(({ type }) => type === "codec").map(({ mimeType }) => mimeType.split("/")[0])),
  };
}

export default async function (rtc) {
  const call = await usualCall(rtc);
  const { a, b } = call;
  await bothReports(rtc, call);
  const facts = {};
  for (const kind of ["audio", "video"]) {
    const sender = a.getSenders().find(({ track }) => track?.kind === kind);
    const receiver = b.getReceivers().find(({ track }) => track.kind === kind);
    const [sent, sentByTrack] = [await reportsOf(sender), await reportsOf(a, sender.track)];
    const [received, receivedByTrack] = [await reportsOf(receiver), await reportsOf(b, receiver.track)];
    facts[kind] = {
      sender: describe(sent, await reportsOf(a), kind), receiver: describe(received, await reportsOf(b), kind),
      byTrack: { sent: kindsOf(sentByTrack), received: kindsOf(receivedByTrack) },
    };
  }
  const shared = rtc.pictureTrack();
  const foreign = rtc.pictureTrack();
  const pc = rtc.connection();
  const [one] = [pc.addTransceiver(shared), pc.addTransceiver(shared)];
  facts.refused = await outcomes(rtc, {
    "no track": () => a.getStats(null), "nothing": () => a.getStats(), "a foreign track": () => a.getStats(foreign),
    "the other end's track": () => a.getStats(b.getReceivers()[0].track), "no track at all": () => a.getStats({}),
    "a track of two senders": () => pc.getStats(shared), "one of two senders": () => one.sender.getStats(),
  });
  return { facts };
}
