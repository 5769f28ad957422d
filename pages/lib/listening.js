// Listens to a received audio track: at the start of an observation, and again at its end, some RTP packets later.

// RTP packets between hearing the tone first and listening again: about three seconds of audio at 20 ms a packet.
const LATER = 150;

// Whether two frequencies are the same tone: within a twentieth, far less than any two tones used here differ.
export const isNear = (hz, sentHz) => hz !== null && sentHz !== null && Math.abs(hz - sentHz) < sentHz / 20;

// Has a muted element play a received track. Chromium gives its audio to WebAudio only then (https://crbug.com/121673).
export function playMuted(rtc, track) {
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  return track;
}

// Whether the tone is heard on a track that is played. The first packets of a codec may be concealed, so it is listened to
// until it is the tone.
export async function hearsTone(rtc, track, sentHz, { ms = 8000 } = {}) {
  const look = async () => isNear(await rtc.tone(track, { ms: 1500 }), sentHz);
  return (await rtc.attempt(() => rtc.until(look, { ms, label: `a tone of ${sentHz} Hz` }))).ok;
}

const packetsOf = (reports) => {
  const streams = reports.filter(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  return Math.max(0, ...streams.map(({ packetsReceived }) => packetsReceived ?? 0));
};

// Waits until a connection has received so many further RTP packets of audio; whether it has. On a busy machine an audio graph
// falls behind, and may take several times as long.
export async function packetsLater(rtc, pc, { more = LATER, ms = 30000 } = {}) {
  const before = packetsOf([...(await pc.getStats()).values()]);
  const look = (reports) => packetsOf(reports) >= before + more;
  return (await rtc.attempt(() => rtc.stats(pc, look, ms))).ok;
}

// Listens to a received track at the start and, LATER packets on, at the end: {heard, heardAtEnd}.
export async function hearsToTheEnd(rtc, pc, track, sentHz, { ms = 8000, more = LATER } = {}) {
  playMuted(rtc, track);
  const heard = await hearsTone(rtc, track, sentHz, { ms });
  if (!heard) return { heard, heardAtEnd: false };
  const later = await packetsLater(rtc, pc, { more });
  return { heard, heardAtEnd: later && (await hearsTone(rtc, track, sentHz, { ms })) };
}
