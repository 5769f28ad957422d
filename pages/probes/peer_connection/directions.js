// RTCRtpTransceiver.direction of each kind: direction of the answer, currentDirection, track events, arriving video and audio.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-currentdirection
// META: timeout=60
import { hears, sees } from "../../lib/arrivals.js";
import { describeEach, joinedPair } from "../../lib/peers.js";
import { stampedTrack } from "../../lib/stamp.js";
import { sectionsOf } from "../../lib/sdp.js";

// Small frames, because several streams are encoded at once.
const SIZE = { width: 320, height: 180 };
const TONES = [600, 1100];
const DIRECTIONS = ["sendrecv", "sendonly", "recvonly", "inactive"];

const flows = (direction, side) => direction === "sendrecv" || direction === ["sendonly", "recvonly"][side];

// The offerer sets a direction; the answerer's transceivers are sendrecv.
async function call(rtc, direction, sources) {
  const [a, b] = joinedPair(rtc);
  const both = ["video", "audio"].map((kind, at) => a.addTransceiver(sources[0][at], { direction }));
  const states = [a, b];
  const tracks = [];
  b.addEventListener("track", ({ track }) => tracks.push(track.kind));
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription);
  for (const [at, transceiver] of b.getTransceivers().entries()) {
    await transceiver.sender.replaceTrack(sources[1][at]);
    transceiver.direction = "sendrecv";
  }
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription);
  const answered = sectionsOf(b.localDescription.sdp).map((section) => section.direction);
  const current = states.map((pc) => pc.getTransceivers().map(({ currentDirection }) => currentDirection));
  const facts = { answered, current, wished: both.map((one) => one.direction), tracksTold: tracks.sort() };
  if (direction === "inactive") return { ...facts, arrives: null };
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  const arrives = {};
  for (const [name, pc, side] of [["there", b, 0], ["back", a, 1]]) {
    if (!flows(direction, side)) continue;
    const [video, audio] = pc.getReceivers().map(({ track }) => track);
    const [seen, heard] = await Promise.all([sees(rtc, video), hears(rtc, audio, TONES[side])]);
    arrives[name] = { seen, heard };
  }
  const muted = states.map((pc) => pc.getReceivers().map(({ track }) => track.muted));
  states.forEach((pc) => pc.close());
  return { ...facts, arrives, muted };
}

// A recvonly offer and an answerer without a sender: the answer must not be sendonly.
async function unwilling(rtc) {
  const [a, b] = joinedPair(rtc);
  a.addTransceiver("video", { direction: "recvonly" });
  await describeEach(a, b);
  return [a, b].map((pc) => pc.getTransceivers().map(({ direction, currentDirection }) => [direction, currentDirection]));
}

export default async function (rtc) {
  const sources = [];
  for (const hz of TONES) sources.push([stampedTrack(rtc, SIZE).track, await rtc.toneTrack(hz)]);
  const calls = {};
  for (const direction of DIRECTIONS) calls[direction] = await call(rtc, direction, sources);
  return { facts: { calls, unwilling: await unwilling(rtc) } };
}
