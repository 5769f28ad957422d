// Reads `RTCEncodedAudioFrame` on both ends of a call: members, getMetadata() against getStats(), order of sequence numbers.
// https://w3c.github.io/webrtc-encoded-transform/#RTCEncodedAudioFrame-members
// META: timeout=60
import { membersOf, timesGrow, transformedCall, valuesOf } from "../../lib/transformed_calls.js";
import { cameThrough, transformer } from "../../lib/transforms.js";

const MANY = 40;

function told(frames, { ssrc, payloadType }) {
  const values = (name) => frames.map(({ metadata }) => metadata[name]);
  const has = (name) => frames[0]?.metadata[name] !== undefined;
  // Modulo 65536, with room for packets lost on a busy machine
  const step = (number, before) => (number - before + 65536) % 65536;
  const isLater = (number, index, all) => index === 0 || (step(number, all[index - 1]) > 0 && step(number, all[index - 1]) < 1000);
  return {
    members: membersOf(frames),
    arrayBuffers: frames.every(({ isArrayBuffer }) => isArrayBuffer),
    interface: [...new Set(frames.map(({ kind }) => kind))],
    ssrcIsTheStreams: valuesOf(frames, "synchronizationSource").every((one) => one === ssrc),
    payloadTypeIsTheCodecs: has("payloadType") ? valuesOf(frames, "payloadType").every((one) => one === payloadType) : null,
    mimeType: has("mimeType") ? valuesOf(frames, "mimeType").map((one) => one.toLowerCase()) : null,
    rtpTimestampsRise: has("rtpTimestamp") ? timesGrow(values("rtpTimestamp")) : null,
    sequenceNumbersRise: has("sequenceNumber") ? values("sequenceNumber").every(isLater) : null,
  };
}

async function streamOf(pc, type) {
  const reports = [...(await pc.getStats()).values()];
  const stream = reports.find((one) => one.type === type);
  return { ssrc: stream?.ssrc, payloadType: reports.find(({ id }) => id === stream?.codecId)?.payloadType };
}

export default async function (rtc) {
  const maker = await transformer(rtc);
  const track = await rtc.toneTrack(1000);
  const pass = () => ({ does: "pass" });
  const call = await transformedCall(rtc, maker, { codec: "opus", track, sender: pass(), receiver: pass() });
  const came = [await cameThrough(rtc, call.sender, MANY, 12000), await cameThrough(rtc, call.receiver, MANY, 12000)];
  const [sent, received] = [(await call.sender.seen(true)).seen, (await call.receiver.seen(true)).seen];
  rtc.note("first frames", { sent: sent.slice(0, 3), received: received.slice(0, 3) });
  const sender = told(sent.slice(0, MANY), await streamOf(call.a, "outbound-rtp"));
  const receiver = told(received.slice(0, MANY), await streamOf(call.b, "inbound-rtp"));
  return { facts: { came: came.every(Boolean), sender, receiver } };
}
