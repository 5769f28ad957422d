// getStats() several times in a call: counters such as packetsSent, id and timestamp from report to report.
// https://w3c.github.io/webrtc-stats/#guidelines-for-design-of-stats-objects
// META: timeout=120
import { bothReports, kindOf, reportsOf, usualCall } from "../../lib/reports.js";

const COUNTERS = [
  "packetsSent", "packetsReceived", "bytesSent", "bytesReceived", "headerBytesSent", "headerBytesReceived", "framesSent",
  "framesEncoded", "framesReceived", "framesDecoded", "framesDropped", "keyFramesEncoded", "keyFramesDecoded", "totalEncodeTime",
  "totalDecodeTime", "totalInterFrameDelay", "totalAudioEnergy", "totalSamplesDuration", "totalSamplesReceived",
  "concealedSamples", "jitterBufferDelay", "jitterBufferEmittedCount", "nackCount", "pliCount", "firCount", "freezeCount",
  "pauseCount", "requestsSent", "responsesReceived", "totalRoundTripTime", "messagesSent", "messagesReceived", "qpSum",
  "totalPacketSendDelay", "frames", "roundTripTimeMeasurements", "packetsDiscarded", "selectedCandidatePairChanges",
];
// Counters that increase while media flows; without them nothing is measured.
const MOVING = {
  "outbound-rtp video": ["packetsSent", "bytesSent", "framesEncoded", "framesSent"],
  "inbound-rtp video": ["packetsReceived", "bytesReceived", "framesDecoded"],
  "outbound-rtp audio": ["packetsSent", "bytesSent"], "inbound-rtp audio": ["packetsReceived", "bytesReceived", "totalSamplesReceived"],
};
const STEADY = ["inbound-rtp", "outbound-rtp", "media-source", "transport", "peer-connection", "data-channel", "codec", "certificate"];
const READINGS = 6;

async function read(rtc, pc, previous) {
  const later = async () => {
    const reports = await reportsOf(pc);
    return (!previous || reports[0].timestamp > previous[0].timestamp) && reports;
  };
  return rtc.until(later, { ms: 15000, every: 60, label: "getStats() with a later timestamp" });
}

// `way` is the type of stream that this peer has; a stream that is missing is listed in `still`.
function compare(readings, way) {
  const fallen = new Set();
  const backwards = new Set();
  const moved = {};
  for (const [at, reports] of readings.entries()) {
    for (const report of at === 0 ? [] : reports) {
      const before = readings[at - 1].find(({ id }) => id === report.id);
      if (!before) continue;
      if (report.timestamp < before.timestamp && !report.type.startsWith("remote-")) backwards.add(kindOf(report));
      for (const member of COUNTERS.filter((name) => name in report && name in before)) {
        if (report[member] < before[member]) fallen.add(`${kindOf(report)}.${member}`);
        if (report[member] > before[member]) (moved[kindOf(report)] ??= new Set()).add(member);
      }
    }
  }
  const wanted = Object.entries(MOVING).filter(([kind]) => kind.startsWith(way));
  const still = wanted.flatMap(([kind, members]) => {
    const there = readings.at(-1)?.find((report) => kindOf(report) === kind);
    return there ? members.filter((name) => name in there && !moved[kind]?.has(name)).map((name) => `${kind}.${name}`) : [kind];
  });
  return { fallen: [...fallen].sort(), backwards: [...backwards].sort(), still };
}

function idsStay(readings) {
  const idsOf = (reports) => reports.filter(({ type }) => STEADY.includes(type)).map(({ id }) => id).sort().join();
  return new Set(readings.map(idsOf)).size === 1;
}

export default async function (rtc) {
  const call = await usualCall(rtc);
  await bothReports(rtc, call);
  const ends = {};
  for (const [name, pc, way] of [["sender", call.a, "outbound-rtp"], ["receiver", call.b, "inbound-rtp"]]) {
    const readings = [];
    // Waits for the counters of MOVING; how many reports that takes depends on the machine
    const moved = async () => {
      readings.push(await read(rtc, pc, readings.at(-1)));
      return readings.length >= READINGS && compare(readings, way).still.length === 0;
    };
    await rtc.attempt(() => rtc.until(moved, { ms: 20000, every: 0, label: "statistics counters to increase" }));
    ends[name] = { ...compare(readings, way), idsStay: idsStay(readings) };
  }
  return { facts: ends };
}
