// Sends strings and buffers over one RTCDataChannel from both peers at the same time; notes completeness and order.
// https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api
// META: timeout=40
import { collect, openChannel, take } from "../../lib/channels.js";

const COUNT = 300;

const numberOf = (data) => (typeof data === "string" ? Number(data.split(" ")[1]) : new DataView(data).getUint32(0));

function sendAll(channel, word) {
  for (let number = 0; number < COUNT; number += 1) {
    const bytes = new DataView(new ArrayBuffer(1000));
    bytes.setUint32(0, number);
    channel.send(number % 2 ? bytes.buffer : `${word} ${number}`);
  }
}

export default async function (rtc) {
  const { near, far } = await openChannel(rtc);
  for (const channel of [near, far]) channel.binaryType = "arraybuffer";
  const [atFar, atNear] = [collect(far), collect(near)];
  sendAll(near, "there");
  sendAll(far, "back");
  await take(rtc, atFar, COUNT, 12000);
  await take(rtc, atNear, COUNT, 12000);
  const right = (received, word) =>
    received.length === COUNT &&
    received.every((data, at) => numberOf(data) === at && (typeof data !== "string" || data.startsWith(word)));
  return { facts: { there: right(atFar, "there"), back: right(atNear, "back") } };
}
