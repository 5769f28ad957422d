// `RTCDataChannel` to a server and back: text, bytes, 200 messages, `maxMessageSize` bytes and one more, malformed JSON.
// https://w3c.github.io/webrtc-pc/#dom-rtcsctptransport-maxmessagesize
// META: stage=peer
// META: timeout=40
import { callServer } from "../../lib/peer.js";

const COUNT = 200;
const TEXT = "grüße, \u{1f44b} and 0";

export default async function (rtc) {
  const { pc, channel, heard } = await callServer(rtc);
  const send = (what) => channel.send(JSON.stringify(what));
  const answerTo = async (tell, look, label) => {
    const next = heard.next(look, { label });
    const told = await rtc.attempt(async () => {
      await tell();
      return next;
    });
    next.catch(() => {});
    return told;
  };
  const limit = pc.sctp?.maxMessageSize ?? null;
  const text = await answerTo(() => send({ echo: TEXT }), ({ echo }) => echo === TEXT, "an echo");
  const bytes = await answerTo(() => channel.send(new Uint8Array(1000)), (message) => message.bytes === 1000, "1000 bytes");
  const largest = await answerTo(() => channel.send(new Uint8Array(limit)), (message) => message.bytes === limit, "the largest");
  const larger = await rtc.attempt(async () => channel.send(new Uint8Array(limit + 1)));
  const nonsense = await answerTo(() => channel.send("{no"), ({ error }) => error, "an error");
  const unknown = await answerTo(() => send({ dance: 1 }), ({ error }) => error, "another error");
  const many = heard.all.length;
  const last = await answerTo(() => send({ count: COUNT }), ({ number }) => number === COUNT - 1, "the last of many");
  const numbers = heard.all.slice(many).map(({ number }) => number);
  return {
    facts: {
      limit,
      text: text.ok,
      bytes: bytes.ok,
      largest: largest.ok,
      larger: larger.ok ? "sent" : larger.error.name,
      nonsense: nonsense.ok && unknown.ok,
      many: last.ok && numbers.length === COUNT && numbers.every((number, at) => number === at),
      open: channel.readyState,
    },
  };
}
