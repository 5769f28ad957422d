// `scalabilityMode="L1T3"` with VP8 simulcast to an SFU that forwards the lowest temporal layer only, then all layers.
// https://w3c.github.io/webrtc-svc/#scalabilitymodes*
// META: stage=janus
// META: timeout=90
import { layeredRoom, sentLayers } from "../../lib/forwarded_layers.js";
import { sees } from "../../lib/numbered.js";

const MANY = 45;

async function received(subscriber) {
  return [...(await subscriber.pc.getStats()).values()].find(({ type }) => type === "inbound-rtp")?.framesReceived ?? 0;
}

// The share of the sent frames that is received, over enough frames to exclude chance.
async function share(rtc, { publisher, subscriber }) {
  const before = { sent: (await sentLayers(publisher.pc)).l.frames, received: await received(subscriber) };
  const sentNow = async () => {
    const { frames } = (await sentLayers(publisher.pc)).l;
    return frames >= before.sent + MANY && frames;
  };
  const sent = await rtc.until(sentNow, { ms: 20000, every: 50, label: "frames of the lowest layer" });
  return ((await received(subscriber)) - before.received) / (sent - before.sent);
}

export default async function (rtc) {
  const made = await rtc.attempt(() => layeredRoom(rtc, { rids: ["m", "l"], more: { scalabilityMode: "L1T3" } }));
  if (!made.ok) return { facts: { made: made.error.name } };
  const { subscriber, publisher, watch, allSent } = made.value;
  const told = publisher.transceivers[0].sender.getParameters().encodings[0].scalabilityMode ?? null;
  if (told !== "L1T3") rtc.unsupported("scalabilityMode");
  const mid = subscriber.streams[0].mid;
  const shares = {};
  const seen = {};
  for (const temporal of [0, 2]) {
    await subscriber.configure({ mid, substream: 0, temporal });
    seen[temporal] = await sees(rtc, watch, { enough: 4 });
    shares[temporal] = await share(rtc, made.value);
  }
  rtc.note("shares", shares);
  const lowest = { seen: seen[0], fewer: shares[0] < 0.6 };
  return { facts: { made: "made", allSent, lowest, all: { seen: seen[2], most: shares[2] > 0.7 } } };
}
