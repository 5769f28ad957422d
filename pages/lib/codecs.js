// Calls that prove a codec: set it as the only preference, then record getStats() and the received media.

import { hearsTone, packetsLater, playMuted } from "./listening.js";
import { sees, seesToTheEnd, watcher } from "./numbered.js";
import { sectionsOf } from "./sdp.js";
import { stampedTrack } from "./stamp.js";

const FRAMES = 5;
// Long, because a busy machine must not be reported as a missing codec. Only a call with no media waits this long.
const CALL_DEADLINE = 20000;
const TONE = 1000;

// Format a codec as one line: "video/H264 packetization-mode=1;profile-level-id=42e01f", "audio/opus 2ch minptime=10".
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

// Wait until getStats() on both sides names the stream's codec and at least `least` has arrived. The last values before the
// deadline count.
async function watchStreams(rtc, [a, b], arrived, least) {
  let sent = null;
  let received = null;
  const look = async () => {
    sent = codecOf([...(await a.getStats()).values()], "outbound-rtp") ?? sent;
    received = codecOf([...(await b.getStats()).values()], "inbound-rtp") ?? received;
    return sent && received && arrived(received.stream) >= least;
  };
  const seen = await rtc.attempt(() => rtc.until(look, { ms: CALL_DEADLINE, every: 60, label: "a new frame in the received video" }));
  return { moves: seen.ok, sent, received, count: received ? arrived(received.stream) : 0 };
}

// Check that received frames are readable and moving: {begins(), ends()}, each of which returns facts.
function seeing(rtc, _ends, track, source) {
  const watch = watcher(rtc, track, source);
  const begins = async () => {
    const moving = await sees(rtc, watch, { enough: FRAMES });
    return { pictures: watch.readable(), moving };
  };
  const ends = async ({ moving }) => ({ movingAtEnd: moving && (await seesToTheEnd(rtc, watch, { enough: FRAMES })) });
  return { begins, ends };
}

// Check that the received track carries the sent tone: {begins(), ends()}, each of which returns facts.
function hearing(rtc, [, b], track, { hz }) {
  playMuted(rtc, track);
  const hears = () => hearsTone(rtc, track, hz, { ms: CALL_DEADLINE });
  const begins = async () => ({ heard: await hears() });
  const ends = async ({ heard }) => ({ heardAtEnd: heard && (await packetsLater(rtc, b)) && (await hears()) });
  return { begins, ends };
}

const KINDS = {
  video: {
    arrived: ({ framesDecoded }) => framesDecoded ?? 0,
    perceive: seeing,
    nothing: { pictures: false, moving: false, movingAtEnd: false },
  },
  audio: { arrived: ({ packetsReceived }) => packetsReceived ?? 0, perceive: hearing, nothing: { heard: false, heardAtEnd: false } },
};

// Offer one codec only: {facts: {codec, offered, ...}, remote}. `remote` is the received track, or null if
// setCodecPreferences() throws.
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

// Read `encoderImplementation`, `decoderImplementation` and the power-efficiency members from the statistics.
function codersOf({ sent, received }) {
  return {
    encoder: { name: sent?.stream.encoderImplementation ?? null, powerEfficient: sent?.stream.powerEfficientEncoder ?? null },
    decoder: { name: received?.stream.decoderImplementation ?? null, powerEfficient: received?.stream.powerEfficientDecoder ?? null },
  };
}

// Wait until more arrives than the current statistics count. This detects statistics that stopped earlier.
async function growth(rtc, ends, arrived) {
  const { count } = await watchStreams(rtc, ends, arrived, 0);
  return watchStreams(rtc, ends, arrived, count + FRAMES);
}

// Observe a call from its first frames or packets to its last ones and return facts.
async function observe(rtc, kind, ends, remote, source) {
  const { arrived, perceive } = KINDS[kind];
  const media = perceive(rtc, ends, remote, source);
  const [streams, began] = await Promise.all([watchStreams(rtc, ends, arrived, FRAMES), media.begins()]);
  const ended = await media.ends(began);
  const last = streams.moves ? await growth(rtc, ends, arrived) : { moves: false };
  const same = (end) => last[end]?.name === streams[end]?.name;
  const facts = {
    sent: streams.sent?.name ?? null,
    received: streams.received?.name ?? null,
    decoded: streams.moves,
    decodedAtEnd: last.moves,
    sameCodecAtEnd: last.moves && same("sent") && same("received"),
    ...began,
    ...ended,
  };
  return { streams, facts };
}

// Make one call with one codec. Facts: {codec, preferred, offered, negotiated, sent, received, decoded, decodedAtEnd, ...}.
// `sent` and `received` are the codecs in each side's getStats(). `pictures` and `moving`, or `heard`, describe the
// received media, first at the start and then at the end.
async function callWith(rtc, kind, source, codec) {
  const ends = rtc.pair();
  const { facts, remote } = await offerAlone(rtc, ends, source.track, codec);
  let outcome = { sent: null, received: null, decoded: false, decodedAtEnd: false, sameCodecAtEnd: false, ...KINDS[kind].nothing };
  if (facts.negotiated === "accepted" && remote) {
    const started = performance.now();
    const observed = await observe(rtc, kind, ends, remote, source);
    outcome = observed.facts;
    if (kind === "video") Object.assign(outcome, codersOf(observed.streams));
    rtc.note(`call ${facts.codec}`, {
      width: observed.streams.received?.stream.frameWidth,
      height: observed.streams.received?.stream.frameHeight,
      milliseconds: Math.round(performance.now() - started),
    });
  }
  ends.forEach((end) => end.close());
  return { ...facts, ...outcome };
}

async function sourceOf(rtc, kind) {
  if (kind === "video") return stampedTrack(rtc, { width: 320, height: 240 });
  const track = await rtc.toneTrack(TONE);
  return { track, hz: await rtc.tone(track) };
}

// Make one call after another for each variant (profile, packetization mode) of a codec in the sender capabilities. Return
// the facts {mimeType, receiveOnly: [...], calls: [...], claimedButDead: [codecs with no decoded media]}. The probe ends as
// unsupported if no variant is listed.
export async function codecCall(rtc, kind, mimeType, filter = () => true) {
  const { sent, receiveOnly } = variantsOf(rtc, kind, mimeType, filter);
  if (sent.length === 0) rtc.unsupported(`sending ${mimeType}`);
  const source = await sourceOf(rtc, kind);
  // Browsers expose encoderImplementation and decoderImplementation only to a page that captures.
  if (kind === "video") await rtc.attempt(() => rtc.microphone());
  const calls = [];
  for (const codec of sent) calls.push(await callWith(rtc, kind, source, codec));
  const dead = calls.filter(({ decoded }) => !decoded).map(({ codec }) => codec);
  return { mimeType, receiveOnly, calls, claimedButDead: dead };
}
