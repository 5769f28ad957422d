// Sends messages over an RTCDataChannel without options; notes the order of arrival and the attributes of both ends.
// https://w3c.github.io/webrtc-pc/#dom-datachannel-ordered
// META: timeout=40
import { collect, openChannel, take } from "../../lib/channels.js";

const COUNT = 200;

function described(channel) {
  const names = [
    "label", "ordered", "maxPacketLifeTime", "maxRetransmits", "protocol", "negotiated", "priority", "readyState", "bufferedAmount",
    "bufferedAmountLowThreshold", "binaryType",
  ];
  return Object.fromEntries(names.map((name) => [name, name in channel ? channel[name] : "missing"]));
}

export default async function (rtc) {
  const { a, b, near, far } = await openChannel(rtc, "numbers");
  const fresh = a.createDataChannel("fresh");
  const before = { readyState: fresh.readyState, id: fresh.id === null ? null : typeof fresh.id };
  const received = collect(far);
  for (let number = 0; number < COUNT; number += 1) near.send(String(number));
  await take(rtc, received, COUNT);
  return {
    facts: {
      allReceived: received.length === COUNT,
      inOrder: received.every((text, index) => text === String(index)),
      near: described(near),
      far: described(far),
      sameId: near.id === far.id,
      idIsInteger: Number.isInteger(near.id),
      fresh: before,
      transport: { sctp: a.sctp?.state ?? null, largest: a.sctp?.maxMessageSize ?? null, other: b.sctp?.maxMessageSize ?? null },
    },
    notes: { id: near.id, channels: a.sctp?.maxChannels ?? null },
  };
}
