// Listen to a received audio track: at the start of an observation and at its end, some RTP packets later.

// RTP packets between the first detection of the tone and the second: about three seconds of audio at 20 ms per packet.
const LATER = 150;

// Return true if two frequencies are the same tone: within 5 %, much less than the distance of any two tones used here.
export const isNear = (hz, sentHz) => hz !== null && sentHz !== null && Math.abs(hz - sentHz) < sentHz / 20;

// Play a received track in a muted element. Chromium passes its audio to Web Audio only then (https://crbug.com/121673).
export function playMuted(rtc, track) {
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  return track;
}

// Return true if the tone is detected on a track that is played. A codec may conceal its first packets, so listen until the
// tone matches.
export async function hearsTone(rtc, track, sentHz, { ms = 8000 } = {}) {
  const look = async () => isNear(await rtc.tone(track, { ms: 1500 }), sentHz);
  return (await rtc.attempt(() => rtc.until(look, { ms, label: `a ${sentHz} Hz tone` }))).ok;
}

const packetsOf = (reports) => {
  const streams = reports.filter(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  return Math.max(0, ...streams.map(({ packetsReceived }) => packetsReceived ?? 0));
};

// Wait until a connection has received `more` further RTP audio packets. Return false if it has not. On a busy machine Web
// Audio falls behind, and this may take several times as long.
export async function packetsLater(rtc, pc, { more = LATER, ms = 30000 } = {}) {
  const before = packetsOf([...(await pc.getStats()).values()]);
  const look = (reports) => packetsOf(reports) >= before + more;
  return (await rtc.attempt(() => rtc.stats(pc, look, ms))).ok;
}

// Listen to a received track at the start and, LATER packets on, at the end: {heard, heardAtEnd}.
export async function hearsToTheEnd(rtc, pc, track, sentHz, { ms = 8000, more = LATER } = {}) {
  playMuted(rtc, track);
  const heard = await hearsTone(rtc, track, sentHz, { ms });
  if (!heard) return { heard, heardAtEnd: false };
  const later = await packetsLater(rtc, pc, { more });
  return { heard, heardAtEnd: later && (await hearsTone(rtc, track, sentHz, { ms })) };
}
