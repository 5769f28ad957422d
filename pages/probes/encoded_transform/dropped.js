// Drops all frames in an `RTCRtpScriptTransform` of the sender or the receiver, then writes them again.
// https://w3c.github.io/webrtc-encoded-transform/#stream-processing
// META: timeout=60
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, transformer } from "../../lib/transforms.js";

async function onSide(rtc, maker, source, which) {
  const track = source.track.clone();
  rtc.cleanup(() => track.stop());
  const pipes = { sender: { does: "pass" }, receiver: { does: "pass" } };
  pipes[which].does = "drop";
  const call = await transformedCall(rtc, maker, { track, ...pipes });
  const watch = watcher(rtc, call.track, source);
  const came = await cameThrough(rtc, call[which], 25, 12000);
  const nothing = watch.numbers() === 0;
  const stream = [...(await call.b.getStats()).values()].find(({ type }) => type === "inbound-rtp");
  const state = call.b.connectionState;
  // RTP padding may still be sent when the sender's transform drops all frames
  const packets = which === "receiver" ? (stream?.packetsReceived ?? 0) > 0 : null;
  const facts = { came, nothing, packets, decoded: (stream?.framesDecoded ?? 0) > 0, state };
  await call[which].change({ does: "pass" });
  facts.afterwards = await sees(rtc, watch, { ms: 12000 });
  [call.a, call.b].forEach((end) => end.close());
  return facts;
}

export default async function (rtc) {
  const maker = await transformer(rtc);
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  return { facts: { sender: await onSide(rtc, maker, source, "sender"), receiver: await onSide(rtc, maker, source, "receiver") } };
}
