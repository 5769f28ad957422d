// Units in getStats(): seconds of currentRoundTripTime and jitter, bit/s of availableOutgoingBitrate, remoteTimestamp.
// https://w3c.github.io/webrtc-stats/#guidelines-for-design-of-stats-objects
// META: timeout=60
import { bothReports, find, reportsOf, usualCall } from "../../lib/reports.js";

// Highest delay in seconds. On one machine it is far lower; in milliseconds the number would be higher.
const SLOWEST = 5;
const NEAR = 15000;

const between = (low, value, high) => (typeof value === "number" ? value >= low && value <= high : null);

function seconds(near, far, kind) {
  const [remote, received] = [find(near, "remote-inbound-rtp", kind), find(far, "inbound-rtp", kind)];
  // On a busy machine nothing may have left the jitter buffer yet; then there is no delay to judge.
  const buffered = received?.jitterBufferEmittedCount > 0 ? received.jitterBufferDelay / received.jitterBufferEmittedCount : undefined;
  return {
    jitterHere: between(0, received?.jitter, 1), jitterThere: between(0, remote?.jitter, 1),
    buffered: buffered === undefined || between(0, buffered, SLOWEST),
    fractionLost: between(0, remote?.fractionLost, 1),
  };
}

export default async function (rtc) {
  const begun = performance.timeOrigin + performance.now();
  const call = await usualCall(rtc);
  await bothReports(rtc, call);
  const measured = async () => {
    const near = await reportsOf(call.a);
    return typeof find(near, "remote-inbound-rtp", "video")?.roundTripTime === "number" && near;
  };
  await rtc.attempt(() => rtc.until(measured, { ms: 20000, every: 100, label: "a round-trip time in the statistics" }));
  const [near, far] = [await reportsOf(call.a), await reportsOf(call.b)];
  const now = performance.timeOrigin + performance.now();
  const selected = find(near, "transport")?.selectedCandidatePairId;
  const pair = near.find(
    ({ id, type, nominated, state }) => (selected ? id === selected : type === "candidate-pair" && nominated && state === "succeeded")
  ) ?? {};
  const remote = find(near, "remote-inbound-rtp", "video");
  const told = find(far, "remote-outbound-rtp", "video");
  return {
    facts: {
      audio: seconds(near, far, "audio"), video: seconds(near, far, "video"),
      roundTrip: {
        path: between(0, pair.currentRoundTripTime, SLOWEST), stream: between(0, remote?.roundTripTime, SLOWEST),
        pathInAll: pair.responsesReceived > 0 ? between(0, pair.totalRoundTripTime / pair.responsesReceived, SLOWEST) : null,
        asked: between(1, pair.requestsSent, Infinity), answered: between(0, pair.responsesReceived, pair.requestsSent ?? Infinity),
      },
      bitsPerSecond: between(1000, pair.availableOutgoingBitrate, 1e10),
      remoteTimestamp: between(begun - NEAR, told?.remoteTimestamp, now + NEAR),
    },
    notes: { pair, remote, told },
  };
}
