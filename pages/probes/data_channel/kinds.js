// Sends strings, buffers, views, Blobs and empty messages with RTCDataChannel.send(); compares MessageEvent.data.
// https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel-send
// META: timeout=40
import { collect, contentOf, openChannel, take } from "../../lib/channels.js";

const bytes = Uint8Array.from({ length: 64 }, (_, index) => index);

const MESSAGES = {
  text: "hello",
  unicode: "données 数据 🎥 \u0000 end",
  "empty text": "",
  "lone surrogate": "a\ud800b",
  buffer: bytes.slice(0, 8).buffer,
  "empty buffer": new ArrayBuffer(0),
  "view with an offset": new Uint8Array(bytes.buffer, 16, 4),
  "view of larger numbers": new Uint16Array([1, 256]),
  "data view": new DataView(bytes.buffer, 60, 2),
  blob: new Blob([bytes.slice(0, 3), "!"]),
  "empty blob": new Blob([]),
  number: 42,
  object: { toString: () => "as text" },
};

const kindOf = (data) => (typeof data === "string" ? "text" : data.constructor.name);

async function exchange(rtc, binaryType) {
  const { near, far } = await openChannel(rtc);
  const received = collect(far);
  const unset = far.binaryType;
  const set = await rtc.attempt(async () => (far.binaryType = binaryType));
  const told = {};
  for (const [name, message] of Object.entries(MESSAGES)) {
    // One at a time: messages are matched by position, and browsers may reorder Blobs
    const done = await rtc.attempt(async () => near.send(message));
    if (done.ok) await take(rtc, received, 1, 4000);
    const [data] = received.splice(0);
    if (data === undefined) told[name] = done.ok ? "lost" : { refused: done.error.name };
    else told[name] = { kind: kindOf(data), content: await contentOf(data) };
  }
  return { unset, set: set.ok ? far.binaryType : set.error.name, received: told };
}

export default async function (rtc) {
  const facts = { arraybuffer: await exchange(rtc, "arraybuffer"), blob: await exchange(rtc, "blob") };
  const channel = rtc.connection().createDataChannel("odd");
  const before = channel.binaryType;
  const odd = await rtc.attempt(async () => (channel.binaryType = "text"));
  return { facts: { ...facts, odd: { kept: channel.binaryType === before, outcome: odd.ok ? "ignored" : odd.error.name } } };
}
