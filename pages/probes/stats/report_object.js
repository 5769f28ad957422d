// RTCStatsReport: a read-only map by id whose entries have id, type and timestamp; unchanged by a later getStats().
// https://w3c.github.io/webrtc-pc/#rtcstatsreport-object
// META: timeout=40
import { usualCall } from "../../lib/reports.js";

// Remote statistics have the time of their RTCP report, candidates in some browsers the time of gathering.
const NOW = ["inbound-rtp", "outbound-rtp", "transport", "data-channel", "peer-connection"];
const NEAR = 15000;

export default async function (rtc) {
  const { a, source } = await usualCall(rtc, { audio: false });
  const [earliest, report, latest] = [
    performance.timeOrigin + performance.now(), await a.getStats(), performance.timeOrigin + performance.now(),
  ];
  const entries = [...report.entries()];
  const all = entries.map(([, each]) => each);
  const [first] = all;
  const before = JSON.stringify(all);
  const from = source.count();
  await rtc.until(() => source.count() > from + 5, { label: "more frames" });
  const second = await a.getStats();
  const current = all.filter(({ type }) => NOW.includes(type));
  return {
    facts: {
      type: report instanceof RTCStatsReport, sized: report.size === entries.length && report.size > 0,
      keysAreIds: entries.every(([key, { id }]) => key === id),
      got: report.get(first.id)?.id === first.id && report.has(first.id) && !report.has("no such id"),
      visited: (() => {
        let count = 0;
        report.forEach((each, key) => (count += each.id === key ? 1 : 0));
        return count === report.size;
      })(),
      readOnly: !("set" in report) && !("delete" in report) && !("clear" in report),
      complete: all.every(({ id, type, timestamp }) => typeof id === "string" && typeof type === "string" && typeof timestamp === "number"),
      own: report !== second, unchanged: JSON.stringify(all) === before,
      sinceTheEpoch: current.every(({ timestamp }) => Math.abs(timestamp - (earliest + latest) / 2) < NEAR),
      notOfTheFuture: current.every(({ timestamp }) => timestamp <= latest + 1000),
      json: JSON.stringify(report) === "{}",
    },
    notes: { earliest, latest, timestamps: current.map(({ type, timestamp }) => [type, timestamp]) },
  };
}
