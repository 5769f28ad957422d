// Sends over RTCDataChannels with ordered, maxRetransmits and maxPacketLifeTime set, without packet loss; notes duplicates.
// https://w3c.github.io/webrtc-pc/#dom-datachannel-maxretransmits
// META: timeout=40
import { collect, openChannel } from "../../lib/channels.js";

const COUNT = 100;
const KINDS = {
  unordered: { ordered: false },
  once: { ordered: false, maxRetransmits: 0 },
  orderedMaxRetransmits0: { maxRetransmits: 0 },
  maxPacketLifeTime1000: { ordered: false, maxPacketLifeTime: 1000 },
};

async function pass(rtc, options) {
  const { near, far } = await openChannel(rtc, "kind", options);
  const received = collect(far);
  for (let number = 0; number < COUNT; number += 1) near.send(String(number));
  // With maxRetransmits=0 a busy machine may lose some messages, so not all are waited for
  await rtc.attempt(() => rtc.until(() => received.length >= COUNT, { ms: 3000, label: "every message" }));
  const numbers = received.map(Number);
  return {
    someReceived: numbers.length > 0,
    allReceived: new Set(numbers).size === COUNT,
    noDuplicates: new Set(numbers).size === numbers.length,
    inOrder: numbers.every((number, at) => at === 0 || number > numbers[at - 1]),
  };
}

export default async function (rtc) {
  const facts = {};
  const notes = {};
  for (const [name, options] of Object.entries(KINDS)) {
    const { allReceived, inOrder, ...rest } = await pass(rtc, options);
    const lossless = !("maxRetransmits" in options) && !("maxPacketLifeTime" in options);
    facts[name] = { ...rest, ...(lossless && { allReceived }), ...(options.ordered !== false && { inOrder }) };
    notes[name] = { allReceived, inOrder };
  }
  return { facts, notes };
}
