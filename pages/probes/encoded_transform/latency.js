// Measures the time of frames from `RTCRtpSender.transform` to `RTCRtpReceiver.transform`, and what transforms add.
// https://w3c.github.io/webrtc-encoded-transform/#stream-processing
// META: alone
// META: timeout=60
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

const MANY = 60;

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? null;

// Mean inbound-rtp.totalProcessingDelay per decoded frame, in milliseconds.
async function processing(rtc, { b }) {
  const look = (reports) => reports.find(({ type, framesDecoded }) => type === "inbound-rtp" && framesDecoded >= MANY);
  const stream = await rtc.stats(b, look, 15000);
  return stream.totalProcessingDelay === undefined ? null : (stream.totalProcessingDelay / stream.framesDecoded) * 1000;
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 20 });
  const plain = await transformedCall(rtc, maker, { track: source.track });
  const without = await processing(rtc, plain);
  [plain.a, plain.b].forEach((end) => end.close());
  const pass = () => ({ does: "pass" });
  const call = await transformedCall(rtc, maker, { track: source.track.clone(), sender: pass(), receiver: pass() });
  const withThem = await processing(rtc, call);
  await cameThrough(rtc, call.receiver, MANY, 12000);
  const [sent, received] = [(await call.sender.seen(true)).seen, (await call.receiver.seen(true)).seen];
  // Frames keep their order, so those of equal size at the same distance from the first are one frame
  const at = sent.findIndex(({ bytes }) => bytes === received[0]?.bytes);
  const pairs = received.slice(0, MANY - 5).map((frame, index) => [sent[at + index], frame]);
  const matched = pairs.filter(([one, other]) => one?.bytes === other.bytes);
  const metrics = { sender_to_receiver_ms: median(matched.map(([one, other]) => other.at - one.at)) };
  if (without !== null) Object.assign(metrics, { processing_without_ms: without, processing_with_ms: withThem });
  return { facts: { inOrder: at >= 0 && matched.length === pairs.length }, metrics };
}
