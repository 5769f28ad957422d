// `RTCDataChannel` between two browsers: round trips of a message, and the throughput of 4 MiB.
// META: pair
// META: timeout=40
// META: alone
// https://w3c.github.io/webrtc-pc/#rtcdatachannel
import { callOther } from "../../lib/other_browser.js";

const TRIPS = 30;
const PIECE = 16_384;
const PIECES = 256;

async function open(rtc, prepare) {
  const { pc } = await callOther(rtc, { prepare });
  return pc;
}

async function offerer(rtc) {
  let channel = null;
  await open(rtc, (pc) => (channel = pc.createDataChannel("line")));
  channel.binaryType = "arraybuffer";
  await rtc.until(() => channel.readyState === "open", { ms: 20_000, label: "RTCDataChannel open" });
  const times = [];
  for (let trip = 0; trip < TRIPS; trip += 1) {
    const back = rtc.event(channel, "message", 20_000);
    const left = performance.now();
    channel.send("there");
    await back;
    times.push(performance.now() - left);
  }
  const done = rtc.event(channel, "message", 15000);
  const left = performance.now();
  for (let piece = 0; piece < PIECES; piece += 1) channel.send(new Uint8Array(PIECE));
  await done;
  const seconds = (performance.now() - left) / 1000;
  times.sort((one, other) => one - other);
  return {
    facts: { trips: times.length },
    metrics: { round_trip_ms: times[TRIPS / 2], throughput_mbit_s: (PIECE * PIECES * 8) / seconds / 1e6 },
  };
}

async function answerer(rtc) {
  let bytes = 0;
  await open(rtc, (pc) => pc.addEventListener("datachannel", ({ channel }) => {
    channel.binaryType = "arraybuffer";
    channel.addEventListener("message", ({ data }) => {
      if (typeof data === "string") return channel.send(data);
      bytes += data.byteLength;
      if (bytes === PIECE * PIECES) channel.send("all");
    });
  }));
  await rtc.until(() => bytes === PIECE * PIECES, { ms: 17000, label: "every byte" });
  return { facts: { bytes } };
}

export { offerer, answerer };
