// Fills an RTCDataChannel, reads bufferedAmount after each send(), and waits for bufferedamountlow.
// https://w3c.github.io/webrtc-pc/#dom-datachannel-bufferedamount
// META: timeout=40
import { collect, openChannel, take } from "../../lib/channels.js";

const PIECE = 16384;
const COUNT = 100;
const LOW = 4 * PIECE;

export default async function (rtc) {
  const { near, far } = await openChannel(rtc);
  const received = collect(far);
  const low = [];
  near.bufferedAmountLowThreshold = LOW;
  near.addEventListener("bufferedamountlow", () => low.push(near.bufferedAmount));
  const amounts = [near.bufferedAmount];
  for (let sent = 0; sent < COUNT; sent += 1) {
    near.send(new Uint8Array(PIECE));
    amounts.push(near.bufferedAmount);
  }
  const lowInTheTask = low.length;
  await take(rtc, received, COUNT, 15000);
  const drained = await rtc.attempt(() => rtc.until(() => near.bufferedAmount === 0, { ms: 20000, label: "bufferedAmount 0" }));
  await rtc.attempt(() => rtc.until(() => low.length > 0, { ms: 20000, label: "bufferedamountlow" }));
  const text = near.bufferedAmount;
  near.send("éé");
  const afterText = near.bufferedAmount - text;
  return {
    facts: {
      bufferedAmountGrowsPerSend: amounts.every((amount, index) => amount === index * PIECE),
      allReceived: received.length === COUNT,
      drained: drained.ok,
      bufferedamountlowInSendTask: lowInTheTask,
      bufferedamountlowEvents: low.length,
      bufferedamountlowAtThreshold: low.every((amount) => amount <= LOW),
      stringCountedInBytes: afterText === 4,
      threshold: near.bufferedAmountLowThreshold,
    },
    notes: { low, amounts: amounts.slice(-3) },
  };
}
