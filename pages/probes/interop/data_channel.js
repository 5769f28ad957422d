// `RTCDataChannel` between two browsers: text in order, binary, empty and long messages, `label` and `protocol`, both ways.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-pc/#rtcdatachannel
import { callOther } from "../../lib/other_browser.js";

const COUNT = 100;
const LONG = 200_000;

const pattern = (length) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255);
const whole = (bytes) => bytes.every((byte, at) => byte === ((at * 31 + (at >> 8)) & 255));

function listen(channel) {
  channel.binaryType = "arraybuffer";
  const heard = { texts: [], bytes: [] };
  channel.addEventListener("message", ({ data }) => {
    if (typeof data === "string") heard.texts.push(Number(data));
    else heard.bytes.push(new Uint8Array(data));
  });
  return heard;
}

// The facts about all messages received.
function account({ texts, bytes: [short, empty, last] }) {
  return {
    inOrder: texts.slice(0, COUNT).every((number, at) => number === at),
    emptyText: texts.length === COUNT + 1,
    emptyBytes: empty?.length === 0,
    bytesWhole: short?.length === 1000 && whole(short),
    longWhole: last ? last.length === LONG && whole(last) : null,
  };
}

async function call(rtc) {
  let channel = null;
  let heard = null;
  const take = (one) => {
    channel = one;
    heard = listen(one);
  };
  const { pc } = await callOther(rtc, {
    prepare(connection) {
      if (rtc.role === "offerer") take(connection.createDataChannel("häuschen 1", { protocol: "rtcmatrix.v1" }));
      else connection.addEventListener("datachannel", (event) => take(event.channel));
    },
  });
  await rtc.until(() => channel?.readyState === "open", { ms: 20_000, label: "RTCDataChannel open" });
  for (let number = 0; number < COUNT; number += 1) channel.send(String(number));
  channel.send(pattern(1000));
  channel.send("");
  channel.send(new Uint8Array(0));
  const most = pc.sctp?.maxMessageSize ?? null;
  const long = await rtc.attempt(async () => channel.send(pattern(LONG)));
  rtc.signal.send("sent", long.ok);
  const otherSent = await rtc.signal.next("sent");
  const hasAll = () => heard.texts.length > COUNT && heard.bytes.length >= (otherSent ? 3 : 2);
  const all = await rtc.attempt(() => rtc.until(hasAll, { ms: 20_000, label: "every message" }));
  const { label, protocol, ordered } = channel;
  return { facts: { all: all.ok, ...account(heard), longSent: long.ok, label, protocol, ordered, atMost: most } };
}

export { call as offerer, call as answerer };
