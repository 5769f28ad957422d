// One side of a call between two browsers: descriptions and candidates are exchanged with `rtc.signal`.

import { hearsTone, packetsLater, playMuted } from "./listening.js";
import { LASTING, readStamp, stampedTrack, watchStamps } from "./stamp.js";

export const TONES = { offerer: 440, answerer: 880 };
const ENOUGH = 10;

// Remove the attributes of payload types that are not in the m-line.
function withoutLeftovers(sdp) {
  const [session, ...sections] = sdp.split(/(?=^m=)/m);
  const keep = (section) => {
    const listed = new Set(section.split("\r\n")[0].split(" ").slice(3));
    return section.replace(/^a=(?:rtcp-fb|fmtp|rtpmap):(\d+) .*\r\n/gm, (line, payload) => (listed.has(payload) ? line : ""));
  };
  return [session, ...sections.map(keep)].join("");
}

// Create this page's connection and the functions that negotiate with the other page: {pc, offer(), answer(prepare),
// refused}. offer() sends an offer and applies the answer. answer() applies an offer, calls `prepare(pc)` to add what this
// side sends, and answers. The roles may alternate. `made(pc)` is called first. `change(sdp)` may edit a remote description
// before it is set. `refused` lists descriptions that setRemoteDescription() rejected as received and accepted after the
// attributes of unlisted payload types were removed.
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
    // All media is bundled: use m-line index 0, because the other browser may use another mid.
    const { candidate: line, usernameFragment } = candidate;
    const told = { candidate: line, sdpMLineIndex: 0, usernameFragment };
    // Hold candidates until the description is sent: the other side would reject candidates of an unknown ICE generation.
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

// Call the other page or answer its call, according to this page's role. Resolve with {pc, offer, answer, refused} once
// connected. `prepare(pc)` adds what this side sends. Reject with "Deadline" if the connection is not established.
export async function callOther(rtc, { prepare = () => {}, ms = 12000, ...options } = {}) {
  const line = joinOther(rtc, options);
  if (rtc.role === "offerer") {
    await prepare(line.pc);
    await line.offer();
  } else await line.answer(prepare);
  await rtc.connected(line.pc, ms);
  return line;
}

// Wait for the remote track of a kind.
export function trackOf(rtc, pc, kind, ms = 5000) {
  const find = () => pc.getReceivers().map(({ track }) => track).find((track) => track?.kind === kind);
  return rtc.until(find, { ms, label: `a received ${kind} track` });
}

// Read the other side's numbered frames (see stamp.js). Facts: {numbered, goesOn, backwards, size}. `goesOn` is true if new
// numbers still arrive `span` source frames later. `size` is that of the last frames, because an encoder may start with
// smaller ones.
export async function framesOf(rtc, pc, { width = 320, enough = ENOUGH, span = LASTING } = {}) {
  const track = await trackOf(rtc, pc, "video");
  const seen = await watchStamps(rtc, track, { enough, span, ms: 30000 });
  if (seen.read === 0) return { numbered: false, goesOn: false, backwards: false, size: null };
  const video = await rtc.play(track);
  const grown = await rtc.attempt(() => rtc.until(() => video.videoWidth === width && readStamp(video) !== null, {
    ms: 8000, label: `frames ${width} pixels wide`,
  }));
  const size = grown.ok ? `${video.videoWidth}x${video.videoHeight}` : "smaller than sent";
  return { numbered: seen.read >= enough, goesOn: seen.late >= enough, backwards: seen.backwards > 0, size };
}

// Create this side's tone track and send its measured frequency to the other side.
export async function ownTone(rtc) {
  const track = await rtc.toneTrack(TONES[rtc.role]);
  rtc.signal.send("hz", await rtc.tone(track));
  return track;
}

// Detect the other side's tone at the start and 150 RTP packets later: {toneArrives, toneGoesOn}.
export async function toneOf(rtc, pc) {
  const track = playMuted(rtc, await trackOf(rtc, pc, "audio"));
  const expected = await rtc.signal.next("hz");
  const toneArrives = await hearsTone(rtc, track, expected);
  if (!toneArrives) return { toneArrives, toneGoesOn: false };
  return { toneArrives, toneGoesOn: (await packetsLater(rtc, pc)) && (await hearsTone(rtc, track, expected)) };
}

// Create a track of numbered frames in this side's color. It is small, and its contentHint asks the encoder to keep the
// resolution, so that a busy machine does not look like a browser that sends less.
export function ownPicture(rtc, options = {}) {
  const own = stampedTrack(rtc, { width: 320, height: 180, hue: rtc.role === "offerer" ? 20 : 220, ...options });
  if ("contentHint" in own.track) own.track.contentHint = "detail";
  return own;
}

// Return the codec in use by the streams of a kind, read from getStats() after some packets: "video/VP8".
export async function codecInUse(rtc, pc, type, kind) {
  const look = (reports) => {
    const flows = (report) => (report.packetsSent ?? report.packetsReceived) > 5;
    const stream = reports.find((report) => report.type === type && report.kind === kind && flows(report));
    return reports.find(({ id }) => id === stream?.codecId)?.mimeType;
  };
  const seen = await rtc.attempt(() => rtc.stats(pc, look, 20000));
  return seen.ok ? seen.value : null;
}
