// What Opus does with what was asked of it: pauses in silence, a low and a high bit rate.
// https://www.rfc-editor.org/rfc/rfc7587#section-6.1
// META: timeout=30
const SECONDS = 1.2;

// Writes options into the Opus parameters of a description.
function withOptions(sdp, options) {
  const payload = /a=rtpmap:(\d+) opus/i.exec(sdp)?.[1];
  return sdp.replace(new RegExp(`(a=fmtp:${payload} )(.*)`), (_, start, parameters) => {
    const names = options.map((option) => option.split("=")[0]);
    const kept = parameters.split(";").filter((one) => !names.includes(one.trim().split("=")[0]));
    return start + [...kept, ...options].join(";");
  });
}

async function call(rtc, track, options) {
  const [a, b] = rtc.pair();
  a.addTransceiver(track, { direction: "sendonly" });
  const { sdp } = await a.createOffer();
  await a.setLocalDescription({ type: "offer", sdp: withOptions(sdp, options) });
  const early = [];
  b.addEventListener("icecandidate", ({ candidate }) => candidate && early.push(candidate));
  await b.setRemoteDescription(a.localDescription);
  const answer = await b.createAnswer();
  await b.setLocalDescription({ type: "answer", sdp: withOptions(answer.sdp, options) });
  await a.setRemoteDescription(b.localDescription);
  await Promise.all(early.map((candidate) => a.addIceCandidate(candidate).catch(() => {})));
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  return [a, b];
}

const outbound = async (pc) => [...(await pc.getStats()).values()].find(({ type }) => type === "outbound-rtp") ?? {};

// Packets and bits a second that go out, over a stretch of time that getStats itself measures.
async function rates(rtc, pc) {
  const sending = (reports) => reports.find(({ type, packetsSent }) => type === "outbound-rtp" && packetsSent > 20);
  await rtc.attempt(() => rtc.stats(pc, sending, 3000));
  const first = await outbound(pc);
  const end = first.timestamp + SECONDS * 1000;
  const isLater = (reports) => reports.find(({ type, timestamp }) => type === "outbound-rtp" && timestamp >= end);
  const later = await rtc.attempt(() => rtc.stats(pc, isLater, 4000));
  if (!later.ok) return null;
  const seconds = (later.value.timestamp - first.timestamp) / 1000;
  return {
    packets: (later.value.packetsSent - first.packetsSent) / seconds,
    bits: ((later.value.bytesSent - first.bytesSent) * 8) / seconds,
  };
}

async function send(rtc, enabled, options) {
  const track = await rtc.toneTrack(440);
  track.enabled = enabled;
  const [a, b] = await call(rtc, track, options);
  const found = await rates(rtc, a);
  [a, b].forEach((end) => end.close());
  return found;
}

export default async function (rtc) {
  const [quiet, usualQuiet, low, high] = await Promise.all([
    send(rtc, false, ["usedtx=1"]), send(rtc, false, ["usedtx=0"]),
    send(rtc, true, ["maxaveragebitrate=8000", "cbr=1"]), send(rtc, true, ["maxaveragebitrate=96000", "cbr=1", "stereo=1"]),
  ]);
  const measured = quiet && usualQuiet && low && high;
  return {
    // By what each packet holds and how many come beside each other, for a loaded machine sends fewer.
    facts: {
      measured: Boolean(measured),
      pausesInSilence: measured ? quiet.packets < usualQuiet.packets / 2 : null,
      keepsToALowRate: measured ? low.bits / low.packets < 320 : null,
      takesAHighRate: measured ? high.bits / high.packets > 1200 : null,
    },
    metrics: { quiet: quiet?.packets, usualQuiet: usualQuiet?.packets, low: low?.bits, high: high?.bits },
  };
}
