// Calls RTCDataChannel.close() at either end, with and without buffered messages; notes close and error events.
// https://w3c.github.io/webrtc-pc/#announcing-a-data-channel-as-closed
// META: timeout=60
import { collect, openChannel, take, watchEnds } from "../../lib/channels.js";

const PIECES = 60;

async function closeBy(rtc, side) {
  const { near, far, a, b } = await openChannel(rtc);
  const told = { near: watchEnds(near), far: watchEnds(far) };
  const closing = side === "near" ? near : far;
  closing.close();
  const atOnce = closing.readyState;
  closing.close();
  const closed = () => [near, far].every(({ readyState }) => readyState === "closed");
  const ended = await rtc.attempt(() => rtc.until(closed, { label: "RTCDataChannel closed on both sides" }));
  const toldAll = () => [told.near, told.far].every((events) => events.some((text) => text.startsWith("close ")));
  await rtc.attempt(() => rtc.until(toldAll, { label: "RTCDataChannel close event on both sides" }));
  const late = await rtc.attempt(async () => near.send("late"));
  const twice = await rtc.attempt(async () => near.close());
  const again = a.createDataChannel("again");
  const opensAgain = await rtc.attempt(() => rtc.until(() => again.readyState === "open", { label: "a new RTCDataChannel open" }));
  return {
    atOnce,
    bothClosed: ended.ok,
    near: told.near,
    far: told.far,
    sendWhenClosed: late.ok ? "taken" : late.error.name,
    closeWhenClosed: twice.ok ? "nothing" : twice.error.name,
    bufferedAmountAfterClose: near.bufferedAmount,
    newChannelOpens: opensAgain.ok,
    connections: [a.connectionState, b.connectionState],
  };
}

// Messages sent before close() have to arrive, also those that are still in bufferedAmount.
async function closeFull(rtc) {
  const { near, far } = await openChannel(rtc);
  far.binaryType = "arraybuffer";
  const received = collect(far);
  const closed = rtc.event(far, "close", 15000);
  for (let sent = 0; sent < PIECES; sent += 1) near.send(new Uint8Array(16384).fill(sent));
  const waited = near.bufferedAmount > 0;
  near.close();
  const late = await rtc.attempt(async () => near.send("late"));
  await take(rtc, received, PIECES, 12000);
  const ended = await rtc.attempt(() => closed);
  const whole = received.length === PIECES && received.every((data, at) => new Uint8Array(data)[7] === at);
  return { waited, whole, closed: ended.ok, sendWhileClosing: late.ok ? "taken" : late.error.name };
}

export default async function (rtc) {
  return { facts: { closedByOpener: await closeBy(rtc, "near"), closedByRemote: await closeBy(rtc, "far"), full: await closeFull(rtc) } };
}
