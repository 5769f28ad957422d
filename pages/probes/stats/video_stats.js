// Video statistics: frameWidth before and after replaceTrack(), framesPerSecond, qualityLimitationReason, freezeCount.
// https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-framewidth
// META: timeout=60
import { find, reportsOf, usualCall } from "../../lib/reports.js";
import { stampedTrack } from "../../lib/stamp.js";

const REASONS = ["none", "cpu", "bandwidth", "other"];
const SHOWN = [
  "freezeCount", "totalFreezesDuration", "pauseCount", "totalPausesDuration", "framesDropped", "totalInterFrameDelay",
  "totalSquaredInterFrameDelay",
];

// Highest framesPerSecond of a 20 fps source: a busy machine sends late frames in a burst, but never as many as this.
const MOST = 200;

const sizeOf = ({ frameWidth, frameHeight, width, height }) => `${frameWidth ?? width}x${frameHeight ?? height}`;

// Waits until media-source, outbound-rtp and inbound-rtp report the size; returns what they report in the end.
async function sizes(rtc, { a, b }, wanted) {
  let told = null;
  await rtc.attempt(() => rtc.until(async () => {
    const [near, far] = [await reportsOf(a), await reportsOf(b)];
    const [source, sent, received] = [
      find(near, "media-source", "video"), find(near, "outbound-rtp", "video"), find(far, "inbound-rtp", "video"),
    ];
    told = { source: source ? sizeOf(source) : null, sent: sent ? sizeOf(sent) : null, received: received ? sizeOf(received) : null };
    return Object.values(told).every((size) => size === wanted);
  }, { ms: 9000, every: 100, label: `frames of ${wanted}` }));
  return told;
}

// A sum over frames is at most as long as the call, or a few times that where several cores work. In milliseconds it would be
// a thousand times as much, on a slow machine as on a fast one.
const CORES = 20;

const isCount = (value) => typeof value === "number" && value >= 0;

function limits(sent) {
  const durations = sent.qualityLimitationDurations;
  return {
    reason: "qualityLimitationReason" in sent ? REASONS.includes(sent.qualityLimitationReason) : null,
    durations: durations ? REASONS.every((name) => isCount(durations[name])) : null,
    changes: "qualityLimitationResolutionChanges" in sent ? isCount(sent.qualityLimitationResolutionChanges) : null,
  };
}

// The video is small, so that no browser has a reason to scale it down.
export default async function (rtc) {
  const begun = performance.now();
  const call = await usualCall(rtc, { audio: false, data: false, size: { width: 320, height: 240 } });
  const first = await sizes(rtc, call, "320x240");
  const other = stampedTrack(rtc, { width: 240, height: 180 });
  await call.a.getSenders()[0].replaceTrack(other.track);
  const second = await sizes(rtc, call, "240x180");
  const rated = async () => {
    const [near, far] = [await reportsOf(call.a), await reportsOf(call.b)];
    const [sent, received] = [find(near, "outbound-rtp", "video"), find(far, "inbound-rtp", "video")];
    return sent.framesPerSecond > 0 && received.framesPerSecond > 0 && received.framesDecoded > 10 && { sent, received };
  };
  const seen = await rtc.attempt(() => rtc.until(rated, { ms: 20000, every: 100, label: "framesPerSecond in the statistics" }));
  const { sent, received } = seen.ok ? seen.value : {
    sent: find(await reportsOf(call.a), "outbound-rtp", "video"), received: find(await reportsOf(call.b), "inbound-rtp", "video"),
  };
  const lasted = (performance.now() - begun) / 1000;
  const inSeconds = (value) => (isCount(value) ? value <= CORES * lasted : null);
  return {
    facts: {
      first, second, rates: { told: seen.ok, possible: [sent, received].every(({ framesPerSecond }) => !(framesPerSecond > MOST)) },
      limits: limits(sent),
      shown: Object.fromEntries(SHOWN.map((name) => [name, name in received ? isCount(received[name]) : null])),
      encodedInSeconds: inSeconds(sent.totalEncodeTime),
      decodedInSeconds: inSeconds(received.totalDecodeTime),
      gapsInSeconds: inSeconds(received.totalInterFrameDelay),
    },
    notes: { sent, received },
  };
}
