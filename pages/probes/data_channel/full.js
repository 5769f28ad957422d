// Calls RTCDataChannel.send() until the buffer is full; notes the error and whether the accepted data arrives.
// https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel-send
// META: timeout=90
import { openChannel } from "../../lib/channels.js";

const PIECE = 65536;
// 64 MiB: four times the largest buffer of a browser known to throw OperationError.
const MOST = 1024;

export default async function (rtc) {
  const { near, far } = await openChannel(rtc);
  let came = 0;
  far.binaryType = "arraybuffer";
  far.addEventListener("message", ({ data }) => (came += data.byteLength));
  const piece = new Uint8Array(PIECE);
  let sent = 0;
  let refused = null;
  while (refused === null && sent < MOST) {
    const done = await rtc.attempt(async () => near.send(piece));
    if (done.ok) sent += 1;
    else refused = done.error.name;
  }
  const queued = near.bufferedAmount;
  const state = near.readyState;
  const whole = await rtc.attempt(() => rtc.until(() => came >= sent * PIECE, { ms: 60000, label: "every queued message" }));
  const again = await rtc.attempt(async () => near.send("room again"));
  return {
    facts: {
      refused: refused ?? "never",
      state,
      queuedDataReceived: whole.ok && came === sent * PIECE,
      sendAfterDrain: again.ok,
      acceptsAtLeast1MiB: sent * PIECE >= 2 ** 20,
    },
    notes: { sent: sent * PIECE, queued },
  };
}
