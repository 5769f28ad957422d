// Reads label, protocol, ordered, maxRetransmits and maxPacketLifeTime of the channels of datachannel events.
// https://w3c.github.io/webrtc-pc/#announce-datachannel-open
// META: timeout=40
import { opened } from "../../lib/channels.js";

const CASES = {
  plain: {},
  unordered: { ordered: false },
  unreliable: { ordered: false, maxRetransmits: 0 },
  maxRetransmits3: { maxRetransmits: 3 },
  lifetime: { maxPacketLifeTime: 400 },
  protocol: { protocol: "chat.v2" },
  "données 数据 🎥": {},
  "": {},
  ["long ".repeat(13107)]: {},
};

export default async function (rtc) {
  const found = {};
  const arrived = [];
  const made = [];
  await rtc.loopback({
    prepare(a, b) {
      b.addEventListener("datachannel", ({ channel }) => arrived.push(channel));
      for (const [label, options] of Object.entries(CASES)) made.push(a.createDataChannel(label, options));
    },
  });
  await rtc.attempt(() => rtc.until(() => arrived.length === made.length, { ms: 20_000, label: "datachannel event of every channel" }));
  await Promise.all(made.map((channel) => rtc.attempt(() => opened(rtc, channel))));
  for (const { label, protocol, ordered, maxRetransmits, maxPacketLifeTime, negotiated, readyState } of arrived) {
    const name = label.length > 40 ? `${label.length} characters` : label || "(empty)";
    found[name] = { protocol, ordered, maxRetransmits, maxPacketLifeTime, negotiated, readyState };
  }
  const sameIds = made.every(({ id, label }) => arrived.some((each) => each.label === label && each.id === id));
  return { facts: { channels: found, sameIds } };
}
