// Calls that prove a codec: one is preferred alone, and what getStats and the receiver's media say is written down.

import { sectionsOf } from "./sdp.js";

const FRAMES = 5;
const CALL_DEADLINE = 6000;
const TONE = 1000;

// A codec as one line: "video/H264 packetization-mode=1;profile-level-id=42e01f", "audio/opus 2ch minptime=10".
export function nameOf({ mimeType, channels, sdpFmtpLine }) {
  return [mimeType, channels > 1 ? `${channels}ch` : "", sdpFmtpLine ?? ""].filter(Boolean).join(" ");
}

export function capabilitiesOf(rtc, side, kind) {
  if (typeof side?.getCapabilities !== "function") rtc.unsupported(`${kind} getCapabilities`);
  return side.getCapabilities(kind)?.codecs ?? [];
}

function variantsOf(rtc, kind, mimeType, filter) {
  const wanted = (codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase() && filter(codec);
  const sent = capabilitiesOf(rtc, globalThis.RTCRtpSender, kind).filter(wanted);
  const received = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, kind).filter(wanted);
  const known = new Set(sent.map(nameOf));
  return { sent, receiveOnly: received.filter((codec) => !known.has(nameOf(codec))).map(nameOf) };
}

function codecOf(reports, type) {
  const stream = reports.find((report) => report.type === type);
  const codec = reports.find((report) => report.type === "codec" && report.id === stream?.codecId);
  return codec && { stream, name: nameOf(codec) };
}

// Waits until both ends name the codec of a stream that moves; what they say by the deadline is what counts.
async function watchStreams(rtc, [a, b], moves) {
  let sent = null;
  let received = null;
  const look = async () => {
    sent = codecOf([...(await a.getStats()).values()], "outbound-rtp") ?? sent;
    received = codecOf([...(await b.getStats()).values()], "inbound-rtp") ?? received;
    return sent && received && moves(received.stream);
  };
  const seen = await rtc.attempt(() => rtc.until(look, { ms: CALL_DEADLINE, every: 60, label: "a stream that moves" }));
  return { moves: seen.ok, sent, received };
}

// Tells whether the received pictures are neither black nor still, with no more frames than it takes.
async function seePictures(rtc, track) {
  const seen = await rtc.frames(track, 0, { ms: CALL_DEADLINE, until: ({ changed, brightest }) => changed && brightest > 32 });
  return { pictures: seen.brightest > 32, moving: seen.changed };
}

// Tells whether the tone that went in came out: within a twentieth, far less than any two tones used here differ.
async function hearTone(rtc, track, sentHz) {
  // Chromium gives a received track's sound to WebAudio only while an element plays it (https://crbug.com/121673).
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  const hz = await rtc.tone(track, { ms: CALL_DEADLINE });
  return { heard: hz !== null && sentHz !== null && Math.abs(hz - sentHz) < sentHz / 20 };
}

const VIDEO = { moves: (stream) => stream.framesDecoded >= FRAMES, perceive: seePictures };
const AUDIO = { moves: (stream) => stream.packetsReceived >= FRAMES, perceive: hearTone };

// Offers one codec alone: {facts: {codec, offered, ...}, track} where the answer takes it.
async function offerAlone(rtc, [a, b], track, codec) {
  const facts = { codec: nameOf(codec), preferred: true, offered: [], negotiated: "accepted" };
  const transceiver = a.addTransceiver(track, { direction: "sendonly" });
  if (typeof transceiver.setCodecPreferences !== "function") rtc.unsupported("RTCRtpTransceiver.setCodecPreferences");
  const preferred = await rtc.attempt(async () => transceiver.setCodecPreferences([codec]));
  if (!preferred.ok) return { facts: { ...facts, preferred: preferred.error.name, negotiated: "not offered" }, remote: null };
  const { offer, answer } = await rtc.negotiate(a, b);
  facts.offered = sectionsOf(offer.sdp)[0].codecs.map(({ name }) => name);
  if (sectionsOf(answer.sdp)[0].rejected) facts.negotiated = "rejected";
  return { facts, remote: b.getReceivers()[0]?.track ?? null };
}

// Who encodes and decodes, as far as the browser tells: the library's name and whether it is said to save power.
function codersOf({ sent, received }) {
  return {
    encoder: { name: sent?.stream.encoderImplementation ?? null, powerEfficient: sent?.stream.powerEfficientEncoder ?? null },
    decoder: { name: received?.stream.decoderImplementation ?? null, powerEfficient: received?.stream.powerEfficientDecoder ?? null },
  };
}

// One call with one codec and no other. facts: {codec, preferred, offered, negotiated, sent, received, decoded, ...}
// where `sent` and `received` are what each end's getStats names; pictures and moving, or heard, are what came out.
async function callWith(rtc, kind, source, codec) {
  const ends = rtc.pair();
  const { moves, perceive } = kind === "video" ? VIDEO : AUDIO;
  const { facts, remote } = await offerAlone(rtc, ends, source.track, codec);
  const nothing = kind === "video" ? { pictures: false, moving: false } : { heard: false };
  let outcome = { sent: null, received: null, decoded: false, ...nothing };
  if (facts.negotiated === "accepted" && remote) {
    const started = performance.now();
    const [streams, perceived] = await Promise.all([watchStreams(rtc, ends, moves), perceive(rtc, remote, source.hz)]);
    outcome = { sent: streams.sent?.name ?? null, received: streams.received?.name ?? null, decoded: streams.moves, ...perceived };
    if (kind === "video") Object.assign(outcome, codersOf(streams));
    rtc.note(`call ${facts.codec}`, {
      width: streams.received?.stream.frameWidth,
      height: streams.received?.stream.frameHeight,
      milliseconds: Math.round(performance.now() - started),
    });
  }
  ends.forEach((end) => end.close());
  return { ...facts, ...outcome };
}

async function sourceOf(rtc, kind) {
  if (kind === "video") return { track: rtc.pictureTrack() };
  const track = await rtc.toneTrack(TONE);
  return { track, hz: await rtc.tone(track) };
}

// A call for each variant (profile, packetization mode) of a codec that this browser says it can send, one after the other.
// Gives the facts of such a probe: {mimeType, receiveOnly: [...], calls: [...], claimedButDead: [codecs that moved nothing]}.
// Unsupported where none is offered.
export async function codecCall(rtc, kind, mimeType, filter = () => true) {
  const { sent, receiveOnly } = variantsOf(rtc, kind, mimeType, filter);
  if (sent.length === 0) rtc.unsupported(`sending ${mimeType}`);
  const source = await sourceOf(rtc, kind);
  // Only to a page that captures do browsers tell who encodes and decodes.
  if (kind === "video") await rtc.attempt(() => rtc.microphone());
  const calls = [];
  for (const codec of sent) calls.push(await callWith(rtc, kind, source, codec));
  const dead = calls.filter(({ decoded }) => !decoded).map(({ codec }) => codec);
  return { mimeType, receiveOnly, calls, claimedButDead: dead };
}
