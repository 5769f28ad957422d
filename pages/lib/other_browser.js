// One side of a call between two browsers: descriptions and candidates go through `rtc.signal`.

import { hearsTone, packetsLater, playMuted } from "./listening.js";
import { LASTING, readStamp, stampedTrack, watchStamps } from "./stamp.js";

export const TONES = { offerer: 440, answerer: 880 };
const ENOUGH = 10;

// A description without the lines on payload types that its media sections do not list.
function withoutLeftovers(sdp) {
  const [session, ...sections] = sdp.split(/(?=^m=)/m);
  const keep = (section) => {
    const listed = new Set(section.split("\r\n")[0].split(" ").slice(3));
    return section.replace(/^a=(?:rtcp-fb|fmtp|rtpmap):(\d+) .*\r\n/gm, (line, payload) => (listed.has(payload) ? line : ""));
  };
  return [session, ...sections.map(keep)].join("");
}

// A connection of this page and what it takes to negotiate with the other one. {pc, offer(), answer(prepare)}: one makes an
// offer and takes the answer, the other takes an offer, has `prepare(pc)` add what it sends, and answers. They may change
// parts as often as they like. `made(pc)` is told of the connection before anything else, `change(sdp)` may alter what the other
// side said before it is set. `refused` names what was
// not taken as it came, but was without what it says of codecs that it does not offer.
export function joinOther(rtc, { configuration, change = (sdp) => sdp, made = () => {} } = {}) {
  const pc = rtc.connection(configuration);
  made(pc);
  const early = [];
  const refused = [];
  const add = (candidate) => pc.addIceCandidate(candidate).catch(() => {});
  const send = (candidate) => rtc.signal.send("candidate", candidate);
  const held = [];
  let speaking = false;
  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate?.candidate) return;
    // All media are bundled: the first section is the one whatever the other side calls it.
    const { candidate: line, usernameFragment } = candidate;
    const told = { candidate: line, sdpMLineIndex: 0, usernameFragment };
    // A candidate that comes before its description is of a generation that the other side does not know.
    if (speaking) held.push(told);
    else send(told);
  });
  rtc.signal.on("candidate", (candidate) => (pc.remoteDescription ? add(candidate) : early.push(candidate)));
  const take = async ({ type, sdp }) => {
    const other = { type, sdp: change(sdp) };
    rtc.note(`${type} of the other one`, other.sdp);
    const taken = await rtc.attempt(() => pc.setRemoteDescription(other));
    if (!taken.ok) {
      await pc.setRemoteDescription({ type, sdp: withoutLeftovers(other.sdp) });
      refused.push(`${type}: ${taken.error.name}`);
    }
    await Promise.all(early.splice(0).map(add));
  };
  const say = async (description) => {
    speaking = true;
    await pc.setLocalDescription(description);
    rtc.signal.send(description.type, { type: description.type, sdp: pc.localDescription.sdp });
    speaking = false;
    held.splice(0).forEach(send);
  };
  const offer = async (options) => {
    await say(await pc.createOffer(options));
    await take(await rtc.signal.next("answer"));
  };
  const answer = async (prepare = () => {}) => {
    await take(await rtc.signal.next("offer"));
    await prepare(pc);
    await say(await pc.createAnswer());
  };
  return { pc, offer, answer, refused };
}

// Calls the other page or is called by it, as this page's role says: {pc, offer, answer, refused}, once it is connected. `prepare(pc)`
// adds what this side sends. Rejects with "Deadline" where no connection comes about.
export async function callOther(rtc, { prepare = () => {}, ms = 12000, ...options } = {}) {
  const line = joinOther(rtc, options);
  if (rtc.role === "offerer") {
    await prepare(line.pc);
    await line.offer();
  } else await line.answer(prepare);
  await rtc.connected(line.pc, ms);
  return line;
}

// The track of a kind that the other side sends, as soon as there is one.
export function trackOf(rtc, pc, kind, ms = 5000) {
  const find = () => pc.getReceivers().map(({ track }) => track).find((track) => track?.kind === kind);
  return rtc.until(find, { ms, label: `a track of ${kind}` });
}

// What arrives of the other side's numbered frames (see stamp.js), as facts: {numbered, goesOn, backwards, size}. `goesOn`
// where new numbers still come `span` frames of the source later. The size is that of the frames in the end: an encoder may
// begin with smaller ones.
export async function framesOf(rtc, pc, { width = 320, enough = ENOUGH, span = LASTING } = {}) {
  const track = await trackOf(rtc, pc, "video");
  const seen = await watchStamps(rtc, track, { enough, span, ms: 30000 });
  if (seen.read === 0) return { numbered: false, goesOn: false, backwards: false, size: null };
  const video = await rtc.play(track);
  const grown = await rtc.attempt(() => rtc.until(() => video.videoWidth === width && readStamp(video) !== null, {
    ms: 8000, label: `frames of ${width} pixels`,
  }));
  const size = grown.ok ? `${video.videoWidth}x${video.videoHeight}` : "smaller than sent";
  return { numbered: seen.read >= enough, goesOn: seen.late >= enough, backwards: seen.backwards > 0, size };
}

// A tone that is this side's own, and its true frequency told to the other one.
export async function ownTone(rtc) {
  const track = await rtc.toneTrack(TONES[rtc.role]);
  rtc.signal.send("hz", await rtc.tone(track));
  return track;
}

// Whether the other side's tone is heard, and is still heard 150 RTP packets later: {toneArrives, toneGoesOn}.
export async function toneOf(rtc, pc) {
  const track = playMuted(rtc, await trackOf(rtc, pc, "audio"));
  const expected = await rtc.signal.next("hz");
  const toneArrives = await hearsTone(rtc, track, expected);
  if (!toneArrives) return { toneArrives, toneGoesOn: false };
  return { toneArrives, toneGoesOn: (await packetsLater(rtc, pc)) && (await hearsTone(rtc, track, expected)) };
}

// A picture with numbered frames in this side's colour.
// Small, and told to keep its size: a busy machine must not be mistaken for a browser that sends less.
export function ownPicture(rtc, options = {}) {
  const own = stampedTrack(rtc, { width: 320, height: 180, hue: rtc.role === "offerer" ? 20 : 220, ...options });
  if ("contentHint" in own.track) own.track.contentHint = "detail";
  return own;
}

// The codec that streams of a kind really use, by statistics, once some packets went: "video/VP8".
export async function codecInUse(rtc, pc, type, kind) {
  const look = (reports) => {
    const flows = (report) => (report.packetsSent ?? report.packetsReceived) > 5;
    const stream = reports.find((report) => report.type === type && report.kind === kind && flows(report));
    return reports.find(({ id }) => id === stream?.codecId)?.mimeType;
  };
  const seen = await rtc.attempt(() => rtc.stats(pc, look, 8000));
  return seen.ok ? seen.value : null;
}
