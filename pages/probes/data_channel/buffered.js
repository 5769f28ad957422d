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
      grows_by_each: amounts.every((amount, index) => amount === index * PIECE),
      all_came: received.length === COUNT,
      drained: drained.ok,
      low_in_the_same_task: lowInTheTask,
      told_low: low.length,
      low_at_the_threshold: low.every((amount) => amount <= LOW),
      text_counts_bytes: afterText === 4,
      threshold: near.bufferedAmountLowThreshold,
    },
    notes: { low, amounts: amounts.slice(-3) },
  };
}
