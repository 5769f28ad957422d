// Opus parameters `usedtx` and `maxaveragebitrate` in SDP: packets of silence and bytes per packet that are sent.
// https://www.rfc-editor.org/rfc/rfc7587#section-6.1
// META: timeout=60

// A packet holds 20 ms: 20 bytes at 8 kbit/s, 240 bytes at 96 kbit/s.
const LOW = 40;
const HIGH = 150;
const FIRST = 20;
const PACKETS = 60;

// Writes parameters into the a=fmtp line of Opus.
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

// Waits until a connection sends, or gives up; what it has sent by then counts.
function sends(rtc, pc) {
  const sending = (reports) => reports.find(({ type, packetsSent }) => type === "outbound-rtp" && packetsSent > FIRST);
  return rtc.attempt(() => rtc.stats(pc, sending, 20000));
}

async function send(rtc, enabled, options) {
  const track = await rtc.toneTrack(440);
  track.enabled = enabled;
  const [a] = await call(rtc, track, options);
  return a;
}

// What all calls send in the same interval, which lasts until one of them, the clock, has sent PACKETS packets:
// {packets, bytes} of each, or null where the clock sends none. A loaded machine makes the interval longer for all.
async function stretch(rtc, calls, clock) {
  const read = () => Promise.all(calls.map(outbound));
  const before = await read();
  let after = before;
  const lasted = await rtc.attempt(() => rtc.until(async () => {
    after = await read();
    return after[clock].packetsSent - before[clock].packetsSent >= PACKETS;
  }, { ms: 15000, every: 60, label: `${PACKETS} packets of the call with usedtx=0` }));
  if (!lasted.ok) return null;
  return after.map(({ packetsSent, bytesSent }, at) => ({
    packets: packetsSent - before[at].packetsSent, bytes: bytesSent - before[at].bytesSent,
  }));
}

const sizeOf = (sent) => (sent?.packets > 0 ? sent.bytes / sent.packets : null);

export default async function (rtc) {
  const calls = await Promise.all([
    send(rtc, false, ["usedtx=1"]), send(rtc, false, ["usedtx=0"]),
    send(rtc, true, ["maxaveragebitrate=8000", "cbr=1"]), send(rtc, true, ["maxaveragebitrate=96000", "cbr=1", "stereo=1"]),
  ]);
  await Promise.all(calls.slice(1).map((pc) => sends(rtc, pc)));
  const seen = await stretch(rtc, calls, 1);
  const [quiet, usualQuiet, low, high] = seen ?? [];
  const [lowSize, highSize] = [sizeOf(low), sizeOf(high)];
  const measured = seen !== null && lowSize !== null && highSize !== null;
  return {
    // Bytes per packet, and packets relative to the other call: a loaded machine changes neither.
    facts: {
      measured,
      pausesInSilence: measured ? quiet.packets < usualQuiet.packets / 2 : null,
      keepsToALowRate: measured ? lowSize < LOW : null,
      takesAHighRate: measured ? highSize > HIGH : null,
    },
    metrics: measured ? { quiet_packets_of_100: (100 * quiet.packets) / usualQuiet.packets, low_bytes: lowSize, high_bytes: highSize } : {},
  };
}
