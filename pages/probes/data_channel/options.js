// Calls createDataChannel() with each option, valid and invalid; notes the attributes or the error.
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-createdatachannel

const LONG = "x".repeat(65535);
const CASES = {
  "unordered": [["c", { ordered: false }]],
  "no retransmission": [["c", { maxRetransmits: 0 }]],
  "three retransmissions": [["c", { ordered: false, maxRetransmits: 3 }]],
  "most retransmissions": [["c", { maxRetransmits: 65535 }]],
  "too many retransmissions": [["c", { maxRetransmits: 65536 }]],
  "lifetime": [["c", { maxPacketLifeTime: 250 }]],
  "lifetime of nothing": [["c", { maxPacketLifeTime: 0 }]],
  "negative lifetime": [["c", { maxPacketLifeTime: -1 }]],
  "both limits": [["c", { maxRetransmits: 1, maxPacketLifeTime: 1 }]],
  "protocol": [["c", { protocol: "chat.v2" }]],
  "longest protocol": [["c", { protocol: LONG }]],
  "too long protocol": [["c", { protocol: `${LONG}x` }]],
  "longest label": [[LONG, {}]],
  "too long label": [[`${LONG}x`, {}]],
  "label too long in bytes": [["é".repeat(32768), {}]],
  "unicode label": [["données 数据 🎥", {}]],
  "lone surrogate": [["a\ud800b", {}]],
  "empty label": [["", {}]],
  "null label": [[null, {}]],
  "no label": [[]],
  "negotiated without id": [["c", { negotiated: true }]],
  "negotiated": [["c", { negotiated: true, id: 5 }]],
  "id without negotiated": [["c", { id: 7 }]],
  "largest id": [["c", { negotiated: true, id: 65534 }]],
  "forbidden id": [["c", { negotiated: true, id: 65535 }]],
  "id out of range": [["c", { negotiated: true, id: 65536 }]],
  "same id twice": [["c", { negotiated: true, id: 9 }], ["d", { negotiated: true, id: 9 }]],
  "high priority": [["c", { priority: "high" }]],
  "no such priority": [["c", { priority: "urgent" }]],
};

const shortened = (text) => (text.length > 40 ? `${text.length} characters` : text);

function told(channel) {
  const { label, protocol, ordered, maxRetransmits, maxPacketLifeTime, negotiated } = channel;
  return {
    label: shortened(label), protocol: shortened(protocol), ordered, maxRetransmits, maxPacketLifeTime, negotiated,
    id: negotiated ? channel.id : typeof channel.id === "number" ? "a number" : channel.id,
    priority: channel.priority ?? null,
  };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, calls] of Object.entries(CASES)) {
    const pc = rtc.connection();
    for (const args of calls) {
      const made = await rtc.attempt(async () => pc.createDataChannel(...args));
      facts[name] = made.ok ? told(made.value) : { refused: made.error.name };
    }
    pc.close();
  }
  const closed = rtc.connection();
  closed.close();
  const late = await rtc.attempt(async () => closed.createDataChannel("c"));
  facts["on a closed connection"] = late.ok ? told(late.value) : { refused: late.error.name };
  return { facts };
}
