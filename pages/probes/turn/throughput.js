// RTCDataChannel throughput through TURN over UDP and TCP; whether every byte arrives.
// https://w3c.github.io/webrtc-pc/#dom-datachannel-bufferedamount
// META: alone
// META: stage=turn
// META: timeout=90
import { relayOnly } from "../../lib/relay.js";

const MESSAGE = 16384;
const COUNT = 64;

async function carry(rtc, configuration) {
  let channel = null;
  let arrived = 0;
  let last = 0;
  const [a, b] = await rtc.loopback({
    configuration,
    ms: 15000,
    prepare: (one, other) => {
      channel = one.createDataChannel("bytes");
      other.addEventListener("datachannel", ({ channel: there }) => {
        there.binaryType = "arraybuffer";
        there.addEventListener("message", ({ data }) => {
          arrived += data.byteLength;
          last = performance.now();
        });
      });
    },
  });
  await rtc.until(() => channel.readyState === "open", { ms: 20000, label: "RTCDataChannel open" });
  const started = performance.now();
  for (let at = 0; at < COUNT; at += 1) channel.send(new Uint8Array(MESSAGE));
  const whole = await rtc.attempt(() => rtc.until(() => arrived === MESSAGE * COUNT, { ms: 25000, label: "every byte" }));
  [a, b].forEach((end) => end.close());
  return { arrives: whole.ok, megabits: (arrived * 8) / 1e6 / ((last - started) / 1000) };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const udp = await carry(rtc, relayOnly(told, ["udp"]));
  const tcp = await carry(rtc, relayOnly(told, ["tcp"]));
  return {
    facts: { udp: udp.arrives, tcp: tcp.arrives },
    metrics: { ...(udp.arrives && { udp_mbps: udp.megabits }), ...(tcp.arrives && { tcp_mbps: tcp.megabits }) },
  };
}
