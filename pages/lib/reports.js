// Read getStats() and make the calls that statistics probes need.

import { describeEach, exchange, joinedPair } from "./peers.js";
import { stampedTrack } from "./stamp.js";

export async function reportsOf(source, ...selector) {
  return [...(await source.getStats(...selector)).values()];
}

// "inbound-rtp video": audio and video are separate because they have different members.
export const kindOf = ({ type, kind }) => (kind ? `${type} ${kind}` : type);

export const unique = (values) => [...new Set(values)].sort();

export const find = (reports, type, kind) => reports.find((report) => report.type === type && (!kind || report.kind === kind));

function playAloud(rtc, track) {
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  element.srcObject = new MediaStream([track]);
  element.play().catch(() => {});
}

// Call from `a` to `b` with audio and video from `a` and a data channel: {a, b, source, sound, message, trackOf(kind)}.
export async function usualCall(rtc, { video = true, audio = true, data = true, hz = 900, size = { width: 320, height: 240 } } = {}) {
  const [a, b] = joinedPair(rtc);
  const source = video ? stampedTrack(rtc, size) : null;
  const sound = audio ? await rtc.toneTrack(hz) : null;
  if (video) a.addTrack(source.track);
  if (audio) a.addTrack(sound);
  const message = data ? await exchange(rtc, a, b) : null;
  await describeEach(a, b);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  if (data) await message.done();
  const trackOf = (kind) => b.getReceivers().map(({ track }) => track).find((track) => track.kind === kind);
  // Browsers need not decode media that is not rendered; some treat a muted element that way.
  if (video) await rtc.play(trackOf("video"));
  if (audio) playAloud(rtc, trackOf("audio"));
  return { a, b, source, sound, message, trackOf };
}

// Wait until both sides report each kind of media, including the remote-inbound-rtp and remote-outbound-rtp statistics:
// {near, far, complete}.
export async function bothReports(rtc, { a, b }, kinds = ["audio", "video"], ms = 20000) {
  let near;
  let far;
  const look = async () => {
    far = await reportsOf(b);
    near = await reportsOf(a);
    return kinds.every((kind) => find(near, "outbound-rtp", kind)?.packetsSent > 5 && find(near, "remote-inbound-rtp", kind)
      && find(far, "inbound-rtp", kind)?.packetsReceived > 5 && find(far, "remote-outbound-rtp", kind));
  };
  const complete = await rtc.attempt(() => rtc.until(look, { ms, every: 100, label: "getStats() of both connections" }));
  return { near, far, complete: complete.ok };
}
