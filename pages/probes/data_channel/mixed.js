// Sends Blobs, strings and buffers in turn with RTCDataChannel.send(); notes the order of arrival.
// https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel-send!overload-1
// META: timeout=40
import { collect, contentOf, openChannel, take } from "../../lib/channels.js";

const ROUNDS = 20;

export default async function (rtc) {
  const { near, far } = await openChannel(rtc);
  far.binaryType = "arraybuffer";
  const received = collect(far);
  const sent = [];
  const refused = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const messages = [new Blob([`blob ${round} `.repeat(500)]), `text ${round}`, new TextEncoder().encode(`bytes ${round}`)];
    for (const message of messages) {
      const done = await rtc.attempt(async () => near.send(message));
      if (done.ok) sent.push(`${["blob", "text", "bytes"][messages.indexOf(message)]} ${round}`);
      else refused.push(done.error.name);
    }
  }
  await take(rtc, received, sent.length);
  const texts = await Promise.all(received.map(async (data) => {
    const content = await contentOf(data);
    const text = typeof content === "string" ? content : new TextDecoder().decode(Uint8Array.from(content));
    return text.split(" ").slice(0, 2).join(" ");
  }));
  const inOrder = texts.every((text, index) => text === sent[index]);
  return { facts: { refused: [...new Set(refused)], allReceived: texts.length === sent.length, inOrder } };
}
