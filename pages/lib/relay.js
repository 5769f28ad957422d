// Calls and gatherings that go through the TURN servers of the stage, and what candidates and getStats say of the way.

import { stampedTrack, watchStamps } from "./stamp.js";

export const WAYS = ["udp", "tcp", "tls"];
const CONNECT = 15000;
const TONE = 1000;

// An entry of iceServers for one server that rtc.service gave, reached by some of the ways, with its own credentials or others.
export function serverOf(told, ways = ["udp"], { username = told.username, credential = told.credential } = {}) {
  return { urls: ways.map((way) => told[way]), username, credential };
}

// A configuration that lets nothing pass but relays.
export function relayOnly(told, ways, more = {}) {
  return { iceServers: [serverOf(told, ways)], iceTransportPolicy: "relay", ...more };
}

// Whose an address is: ports and addresses change from run to run, what they are does not.
function whoseIs(address, told) {
  if (address === undefined || address === null || address === "") return null;
  if (address === "0.0.0.0" || address === "::") return "nobody";
  if (address === told?.host) return "server";
  return address.endsWith(".local") ? "hidden" : "own";
}

// By which way a candidate says it came: the key of the server's URL, or "another" where it is none of them.
function wayOf(url, told) {
  if (!url) return null;
  const plain = (one) => one?.replace(/\?.*$/, "");
  const exact = [...WAYS, "stun"].find((way) => told[way] === url);
  if (exact) return exact;
  return [...WAYS, "stun"].some((way) => plain(told[way]) === plain(url)) ? "without transport" : "another";
}

// What a candidate says of itself, without what changes from run to run.
export function describeCandidate(candidate, told) {
  return {
    type: candidate.type ?? candidate.candidateType ?? null,
    protocol: candidate.protocol ?? null,
    relayProtocol: candidate.relayProtocol ?? null,
    way: wayOf(candidate.url, told),
    address: whoseIs(candidate.address, told),
    related: whoseIs(candidate.relatedAddress, told),
  };
}

// The parts of descriptions that differ, each once, in an order of their own.
export function eachOnce(list) {
  const kept = new Map(list.map((one) => [JSON.stringify(one), one]));
  return [...kept.keys()].sort().map((key) => kept.get(key));
}

// Gathers for a data channel until it is complete. Gives {candidates, errors: [{code, way}], complete, pc}.
export async function gatherWith(rtc, configuration, told, { ms = 15000, enough = null } = {}) {
  const pc = rtc.connection(configuration);
  const candidates = [];
  const errors = [];
  pc.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && candidates.push(candidate));
  pc.addEventListener("icecandidateerror", ({ errorCode, errorText, url }) => {
    errors.push({ code: errorCode, way: wayOf(url, told) });
    rtc.note(`error ${errors.length}`, { errorCode, errorText });
  });
  pc.createDataChannel("gathering");
  await pc.setLocalDescription(await pc.createOffer());
  const done = () => pc.iceGatheringState === "complete" || enough?.({ candidates, errors });
  const seen = await rtc.attempt(() => rtc.until(done, { ms, label: "the end of gathering" }));
  return { pc, candidates, errors, complete: pc.iceGatheringState === "complete", inTime: seen.ok };
}

// The two candidates of the pair in use, as getStats has them: {local, remote}, or null.
export async function chosenPair(pc) {
  const reports = [...(await pc.getStats()).values()];
  const transport = reports.find(({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId);
  const pair =
    reports.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    reports.find(({ type, nominated, selected, state }) => type === "candidate-pair" && (selected || nominated) && state === "succeeded");
  if (!pair) return null;
  const of = (id) => reports.find((report) => report.id === id) ?? null;
  return { local: of(pair.localCandidateId), remote: of(pair.remoteCandidateId), pair };
}

// Pictures with numbers, a tone and a message from one end to the other.
// Gives {a, b, track, sentHz, message(), watch()}: `watch` gives {pictures, backwards, tone}.
export async function mediaCall(rtc, configuration, { other = configuration, sound = true } = {}) {
  const [a] = rtc.pair(configuration);
  const [, b] = [a, null];
  return { a, b, other, sound };
}

// Two connections with unlike configurations, joined as rtc.pair joins two of one.
export function pairOf(rtc, one, other) {
  const [a, b] = rtc.pair(one);
  if (other) b.setConfiguration(other);
  return [a, b];
}

// A call with pictures that have numbers, a tone, and a data channel. Gives {a, b, channel, remote: {video, audio}, hz}.
export async function relayedCall(rtc, one, { other = null, sound = true, ms = CONNECT } = {}) {
  const [a, b] = pairOf(rtc, one, other);
  const { track } = stampedTrack(rtc, { width: 320, height: 240 });
  const tone = sound ? await rtc.toneTrack(TONE) : null;
  const stream = new MediaStream([track, ...(tone ? [tone] : [])]);
  stream.getTracks().forEach((each) => a.addTrack(each, stream));
  const channel = a.createDataChannel("relayed");
  const candidates = [];
  a.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && candidates.push(candidate));
  await rtc.negotiate(a, b);
  const connected = await rtc.attempt(() => Promise.all([rtc.connected(a, ms), rtc.connected(b, ms)]));
  const of = (kind) => b.getReceivers().find((receiver) => receiver.track.kind === kind)?.track ?? null;
  return { a, b, channel, candidates, track, tone, connected: connected.ok, remote: { video: of("video"), audio: of("audio") } };
}

// What arrives of such a call: {pictures, inOrder, tone, message}.
export async function whatArrives(rtc, call) {
  const nothing = { pictures: false, inOrder: false, tone: false, message: false };
  if (!call.connected) return nothing;
  const watched = await watchStamps(rtc, call.remote.video, { enough: 10, ms: 10000 });
  const sent = call.tone && (await rtc.tone(call.tone));
  let hz = null;
  if (call.tone) {
    // Chromium gives a received track's sound to WebAudio only while an element plays it (https://crbug.com/121673).
    const element = new Audio();
    rtc.cleanup(() => void (element.srcObject = null));
    Object.assign(element, { muted: true, srcObject: new MediaStream([call.remote.audio]) });
    element.play().catch(() => {});
    hz = await rtc.tone(call.remote.audio, { ms: 6000 });
  }
  return {
    pictures: watched.read >= 10,
    inOrder: watched.read >= 10 && watched.backwards === 0,
    tone: Boolean(hz && sent && Math.abs(hz - sent) < sent / 20),
    message: (await rtc.attempt(() => sendAndHear(rtc, call))).ok,
  };
}

async function sendAndHear(rtc, { b, channel }) {
  const heard = new Promise((resolve) => {
    const listen = (other) => other.addEventListener("message", ({ data }) => resolve(data));
    b.addEventListener("datachannel", ({ channel: other }) => listen(other));
  });
  await rtc.until(() => channel.readyState === "open", { ms: 5000, label: "an open channel" });
  channel.send("through the relay");
  return heard;
}
