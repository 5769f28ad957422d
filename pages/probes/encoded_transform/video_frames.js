// Reads `RTCEncodedVideoFrame` on both ends of a call: type, data, getMetadata() against getStats().
// https://w3c.github.io/webrtc-encoded-transform/#RTCEncodedVideoFrame-members
// META: timeout=60
import { stampedTrack } from "../../lib/stamp.js";
import { membersOf, risesStrictly, timesGrow, transformedCall, valuesOf } from "../../lib/transformed_calls.js";
import { cameThrough, transformer } from "../../lib/transforms.js";

const MANY = 25;

async function payloadOf(pc, type) {
  const reports = [...(await pc.getStats()).values()];
  const stream = reports.find((one) => one.type === type);
  const codec = reports.find(({ id }) => id === stream?.codecId);
  return { ssrc: stream?.ssrc, payloadType: codec?.payloadType };
}

// All dependencies have a lower frameId than the frame itself.
const isLater = ({ metadata }) => (metadata.dependencies ?? []).every((one) => one < metadata.frameId);

function told(frames, { ssrc, payloadType }) {
  const types = frames.map(({ type }) => type);
  const keys = frames.filter(({ type }) => type === "key");
  const has = (name) => frames[0]?.metadata[name] !== undefined;
  const dimensions = keys.map(({ metadata }) => `${metadata.width}x${metadata.height}`);
  return {
    members: membersOf(frames),
    types: [...new Set(types)].sort(),
    firstIsKey: types[0] === "key",
    arrayBuffers: frames.every(({ isArrayBuffer }) => isArrayBuffer),
    interface: [...new Set(frames.map(({ kind }) => kind))],
    ssrcIsTheStreams: valuesOf(frames, "synchronizationSource").every((one) => one === ssrc),
    payloadTypeIsTheCodecs: has("payloadType") ? valuesOf(frames, "payloadType").every((one) => one === payloadType) : null,
    mimeType: has("mimeType") ? valuesOf(frames, "mimeType").map((one) => one.toLowerCase()) : null,
    sizesOfKeyFrames: has("width") ? [...new Set(dimensions)] : null,
    frameIdsRise: has("frameId") ? risesStrictly(frames.map(({ metadata }) => metadata.frameId)) : null,
    dependOnEarlier: frames.some(({ metadata }) => metadata.frameId !== undefined) ? frames.every(isLater) : null,
    rtpTimestampsRise: has("rtpTimestamp") ? timesGrow(frames.map(({ metadata }) => metadata.rtpTimestamp)) : null,
  };
}

export default async function (rtc) {
  const maker = await transformer(rtc);
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const pass = () => ({ does: "pass" });
  const call = await transformedCall(rtc, maker, { track: source.track, sender: pass(), receiver: pass() });
  const [out, into] = [await cameThrough(rtc, call.sender, MANY, 12000), await cameThrough(rtc, call.receiver, MANY, 12000)];
  const [sent, received] = [(await call.sender.seen(true)).seen, (await call.receiver.seen(true)).seen];
  rtc.note("first frames", { sent: sent.slice(0, 3), received: received.slice(0, 3) });
  const sender = told(sent.slice(0, MANY), await payloadOf(call.a, "outbound-rtp"));
  const receiver = told(received.slice(0, MANY), await payloadOf(call.b, "inbound-rtp"));
  return { facts: { came: out && into, sender, receiver } };
}
