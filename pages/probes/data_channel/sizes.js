// Sends messages up to RTCSctpTransport.maxMessageSize and one byte more with RTCDataChannel.send().
// https://w3c.github.io/webrtc-pc/#dom-rtcsctptransport-maxmessagesize
// META: timeout=60
import { collect, digest, openChannel, patterned, take } from "../../lib/channels.js";

const SIZES = [1, 1199, 1200, 16384, 65535, 65536, 262144];
// A larger maxMessageSize, or none, is not tested: the page would have to hold such messages in memory.
const SENSIBLE = 2 ** 26;

async function send(rtc, { near, far }, message, size) {
  const received = collect(far);
  const sent = await rtc.attempt(async () => near.send(message));
  if (!sent.ok) return { refused: sent.error.name, state: near.readyState };
  await take(rtc, received, 1, 15000);
  if (received.length === 0) return { lost: true };
  const [data] = received;
  const same = typeof data === "string" ? data === message : (await digest(data)) === (await digest(message));
  return { whole: (data.byteLength ?? data.length) === size, same };
}

export default async function (rtc) {
  const opened = await openChannel(rtc);
  opened.far.binaryType = "arraybuffer";
  const largest = opened.a.sctp?.maxMessageSize ?? null;
  const facts = { largest, sizes: {} };
  for (const size of SIZES.filter((one) => one <= (largest ?? 65536))) facts.sizes[size] = await send(rtc, opened, patterned(size), size);
  facts.text = await send(rtc, opened, "t".repeat(65536), 65536);
  if (largest === null || largest > SENSIBLE) return { facts: { ...facts, beyond: "not asked" } };
  facts.atMaxMessageSize = await send(rtc, opened, patterned(largest), largest);
  facts.beyond = await send(rtc, opened, patterned(largest + 1), largest + 1);
  // Two bytes of UTF-8 each: the limit counts bytes, not characters
  facts.stringBytesBeyondMaxMessageSize = await send(rtc, opened, "é".repeat(largest / 2 + 1), largest / 2 + 1);
  facts.blobBeyondMaxMessageSize = await send(rtc, opened, new Blob([patterned(largest + 1)]), largest + 1);
  facts.readyStateAfter = opened.near.readyState;
  facts.afterwards = await send(rtc, opened, "still here", 10);
  return { facts };
}
