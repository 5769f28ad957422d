// Calls and ICE gathering through the TURN servers of the stage, with what candidates and getStats() report.

import { stampedTrack, watchStamps } from "./stamp.js";

export const WAYS = ["udp", "tcp", "tls"];
const CONNECT = 15000;
const TONE = 1000;

// Create an iceServers entry for a server of rtc.service with some transports and its own or other credentials.
export function serverOf(told, ways = ["udp"], { username = told.username, credential = told.credential } = {}) {
  return { urls: ways.map((way) => told[way]), username, credential };
}

// Create a configuration that allows relay candidates only.
export function relayOnly(told, ways, more = {}) {
  return { iceServers: [serverOf(told, ways)], iceTransportPolicy: "relay", ...more };
}

// Classify an address: the address itself varies between runs, but its class does not.
function whoseIs(address, told) {
  if (address === undefined || address === null || address === "") return null;
  if (address === "0.0.0.0" || address === "::") return "nobody";
  if (address === told?.host) return "server";
  return address.endsWith(".local") ? "hidden" : "own";
}

// Return the transport of a candidate's `url`: the key of the server's URL, or "another" if none matches.
function wayOf(url, told) {
  if (!url) return null;
  const plain = (one) => one?.replace(/\?.*$/, "");
  const exact = [...WAYS, "stun"].find((way) => told[way] === url);
  if (exact) return exact;
  return [...WAYS, "stun"].some((way) => plain(told[way]) === plain(url)) ? "without transport" : "another";
}

// Describe a candidate without values that vary between runs.
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

// Remove duplicate descriptions and sort the rest.
export function eachOnce(list) {
  const kept = new Map(list.map((one) => [JSON.stringify(one), one]));
  return [...kept.keys()].sort().map((key) => kept.get(key));
}

// Gather candidates for a data channel until complete: {pc, candidates, errors: [{code, way}], complete, inTime}.
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
  const seen = await rtc.attempt(() => rtc.until(done, { ms, label: "iceGatheringState complete" }));
  return { pc, candidates, errors, complete: pc.iceGatheringState === "complete", inTime: seen.ok };
}

// Return the selected pair and its two candidates from getStats(): {local, remote, pair}, or null.
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

// Create two connections with different configurations, joined as rtc.pair does.
export function pairOf(rtc, one, other) {
  const [a, b] = rtc.pair(one);
  if (other) b.setConfiguration(other);
  return [a, b];
}

// Call with numbered video frames, a tone and a data channel: {a, b, channel, heard, candidates, track, tone, connected,
// remote: {video, audio}}.
export async function relayedCall(rtc, one, { other = null, sound = true, ms = CONNECT } = {}) {
  const [a, b] = pairOf(rtc, one, other);
  const { track } = stampedTrack(rtc, { width: 320, height: 240 });
  const tone = sound ? await rtc.toneTrack(TONE) : null;
  const stream = new MediaStream([track, ...(tone ? [tone] : [])]);
  stream.getTracks().forEach((each) => a.addTrack(each, stream));
  const channel = a.createDataChannel("relayed");
  const candidates = [];
  a.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && candidates.push(candidate));
  const heard = new Promise((resolve) => {
    b.addEventListener("datachannel", ({ channel: other }) => other.addEventListener("message", ({ data }) => resolve(data)));
  });
  await rtc.negotiate(a, b);
  const connected = await rtc.attempt(() => Promise.all([rtc.connected(a, ms), rtc.connected(b, ms)]));
  const of = (kind) => b.getReceivers().find((receiver) => receiver.track.kind === kind)?.track ?? null;
  const remote = { video: of("video"), audio: of("audio") };
  return { a, b, channel, heard, candidates, track, tone, connected: connected.ok, remote };
}

// Return what arrives in such a call: {pictures, inOrder, tone, message}.
export async function whatArrives(rtc, call) {
  const nothing = { pictures: false, inOrder: false, tone: false, message: false };
  if (!call.connected) return nothing;
  const watched = await watchStamps(rtc, call.remote.video, { enough: 10, ms: 15000 });
  const sent = call.tone && (await rtc.tone(call.tone));
  let hz = null;
  if (call.tone) {
    // Chromium passes a received track's audio to Web Audio only while an element plays the track
    // (https://crbug.com/121673).
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

async function sendAndHear(rtc, { channel, heard }) {
  await rtc.until(() => channel.readyState === "open", { ms: 20000, label: "RTCDataChannel open" });
  channel.send("through the relay");
  return rtc.within(20000, heard, "RTCDataChannel message event");
}

// Return the facts of a call through one server with one transport: what arrives, and what candidates and getStats() report
// about the relay.
export async function callBy(rtc, way) {
  const told = await rtc.service("turn");
  const call = await relayedCall(rtc, relayOnly(told, [way]));
  const arrives = await whatArrives(rtc, call);
  const ends = [await chosenPair(call.a), await chosenPair(call.b)];
  const counted = [...(await call.a.getStats()).values()].filter(({ type }) => type === "local-candidate");
  return {
    connected: call.connected,
    arrives,
    candidates: eachOnce(call.candidates.map((each) => describeCandidate(each, told))),
    counted: eachOnce(counted.map((each) => describeCandidate(each, told))),
    inUse: ends.map((pair) => pair?.local?.candidateType ?? null),
    protocolInUse: ends.map((pair) => pair?.local?.relayProtocol ?? null),
  };
}
