// Measures the throughput of 16 MiB and the round-trip time of small messages over an RTCDataChannel.
// https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api
// META: alone
// META: timeout=60
import { openChannel } from "../../lib/channels.js";

const PIECE = 65536;
const BYTES = 16 * 2 ** 20;
const FULL = 2 ** 20;
const ROUNDS = 100;

// Sends while bufferedAmount is below 1 MiB, as products do that send a file.
async function carry(rtc, near, far) {
  let came = 0;
  let sent = 0;
  far.addEventListener("message", ({ data }) => (came += data.byteLength));
  near.bufferedAmountLowThreshold = FULL / 2;
  const piece = new Uint8Array(PIECE);
  const feed = () => {
    while (sent < BYTES && near.bufferedAmount < FULL) {
      near.send(piece);
      sent += PIECE;
    }
  };
  near.addEventListener("bufferedamountlow", feed);
  const begun = performance.now();
  feed();
  const all = await rtc.attempt(() => rtc.until(() => came >= BYTES, { ms: 40000, every: 5, label: "every byte of the file" }));
  return { whole: all.ok && came === BYTES, mbps: (came * 8) / 1000 / (performance.now() - begun) };
}

async function thereAndBack(rtc, near, far) {
  far.addEventListener("message", ({ data }) => far.send(data));
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = rtc.event(near, "message");
    const begun = performance.now();
    near.send(String(round));
    await answer;
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other);
}

export default async function (rtc) {
  const file = await openChannel(rtc, "file");
  file.far.binaryType = "arraybuffer";
  const { whole, mbps } = await carry(rtc, file.near, file.far);
  const small = await openChannel(rtc, "small");
  const times = await thereAndBack(rtc, small.near, small.far);
  return {
    facts: { whole, allRepliesReceived: times.length === ROUNDS },
    metrics: {
      throughput_mbps: Math.round(mbps * 10) / 10,
      round_trip_ms: Math.round(times[ROUNDS / 2] * 100) / 100,
      slow_round_trip_ms: Math.round(times[Math.floor(ROUNDS * 0.95)] * 100) / 100,
    },
  };
}
