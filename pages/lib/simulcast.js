// Simulcast within one page. One connection offers layers with rids. The other cannot receive simulcast, because it is a
// browser, so its offer is rewritten: each layer becomes a media section whose mid is the rid. The mid and rid header
// extensions have the same format, so renaming one to the other in the SDP is enough.

import { capabilitiesOf } from "./codecs.js";
import { stampedTrack, watchStamps } from "./stamp.js";

const MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
const RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
const REPAIRED = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
const CONNECT = 12000;

// Three layers with bitrates so low that all are sent before bandwidth estimation has converged; the largest first.
export const RIDS = ["f", "h", "q"];
export const SMALL = [
  { rid: "f", scaleResolutionDownBy: 1, maxBitrate: 130000 },
  { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 80000 },
  { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 50000 },
];
// Below this width Chromium sends fewer than three layers.
export const SIZE = { width: 960, height: 540 };
const HUE = 210;

function split(sdp) {
  const [session, ...sections] = sdp.split(/(?=^m=)/m);
  return { session, sections };
}

const linesOf = (section) => section.split("\r\n").filter(Boolean);
const join = (lines) => `${lines.join("\r\n")}\r\n`;
const valueOf = (section, name) => linesOf(section).find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
const grouped = (session, mids) => session.replace(/^a=group:BUNDLE.*$/m, `a=group:BUNDLE ${mids.join(" ")}`);

// Return the rids that a section offers to send, in the order of its a=simulcast line.
export function ridsOf(sdp) {
  const line = /^a=simulcast: ?send (\S+)/m.exec(sdp)?.[1] ?? "";
  return line.split(";").filter(Boolean);
}

const isSimulcast = (section) => /^a=simulcast:/m.test(section);

function extensionNumber(section, uri) {
  return linesOf(section).find((line) => line.startsWith("a=extmap:") && line.endsWith(` ${uri}`))?.match(/^a=extmap:(\d+)/)?.[1];
}

// Create the media section of one layer: the rid extension is renamed to mid, and rid, simulcast, ssrc and msid lines are
// removed.
function sectionOfLayer(section, rid) {
  const number = extensionNumber(section, RID);
  const gone = /^a=(rid:|simulcast:|ssrc|msid:)/;
  const kept = linesOf(section).filter((line) => !gone.test(line) && !line.endsWith(` ${MID}`) && !line.endsWith(` ${REPAIRED}`));
  return join(kept.map((line) => {
    if (line.startsWith("a=mid:")) return `a=mid:${rid}`;
    return line.endsWith(` ${RID}`) ? `a=extmap:${number} ${MID}` : line;
  }).concat(`a=msid:${rid} ${rid}`));
}

// Return any other section without those extensions: extension ids apply to the whole bundle, and mid uses the rid's id.
function sectionOfAnother(section) {
  return join(linesOf(section).filter((line) => ![MID, RID, REPAIRED].some((uri) => line.endsWith(` ${uri}`))));
}

// Return the offer for the receiving side: every simulcast section becomes one section per rid.
export function offerOfLayers(sdp) {
  const { session, sections } = split(sdp);
  const layersOf = (section) => ridsOf(section).map((rid) => sectionOfLayer(section, rid));
  const told = sections.flatMap((section) => (isSimulcast(section) ? layersOf(section) : [sectionOfAnother(section)]));
  return grouped(session, told.map((section) => valueOf(section, "mid"))) + told.join("");
}

// Create the answer to a simulcast section from {rids, paused, lines}. `lines` are added to it, such as "b=AS:500".
function answerOfLayers(section, offered, { rids, paused = [], lines = [] }) {
  const number = extensionNumber(offered, RID);
  const replaced = (line) => line.startsWith("a=mid:") || line.startsWith("a=msid") || line.endsWith(` ${MID}`);
  const kept = linesOf(section).filter((line) => !replaced(line));
  const at = kept.findIndex((line) => line.startsWith("a="));
  const bandwidth = lines.filter((line) => line.startsWith("b="));
  const own = [
    `a=mid:${valueOf(offered, "mid")}`,
    `a=extmap:${extensionNumber(offered, MID)} ${MID}`,
    `a=extmap:${number} ${RID}`,
    ...rids.map((rid) => `a=rid:${rid} recv`),
    `a=simulcast:recv ${rids.map((rid) => (paused.includes(rid) ? `~${rid}` : rid)).join(";")}`,
    ...lines.filter((line) => !line.startsWith("b=")),
  ];
  return join([...kept.slice(0, at), ...bandwidth, ...kept.slice(at), ...own]);
}

// Return the answer for the sending side: the sections of the layers become one again.
export function answerOfOne(sdp, offer, options = {}) {
  const { session, sections } = split(sdp);
  const offered = split(offer).sections;
  let at = 0;
  const told = offered.map((section) => {
    const own = sections[at];
    at += isSimulcast(section) ? ridsOf(section).length : 1;
    return isSimulcast(section) ? answerOfLayers(own, section, { rids: ridsOf(section), ...options }) : own;
  });
  return grouped(session, told.map((section) => valueOf(section, "mid"))) + told.join("");
}

// Pass candidates to the first m-line, into which everything is bundled.
function feed(from, to) {
  const early = [];
  const add = (candidate) => to.addIceCandidate({ candidate: candidate.candidate, sdpMLineIndex: 0 }).catch(() => {});
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate?.candidate) return;
    if (to.remoteDescription) add(candidate);
    else early.push(candidate);
  });
  return () => Promise.all(early.splice(0).map(add));
}

// Offer one codec only; unsupported if it is not in the sender capabilities. RTX is left out: the receiving side could not
// associate the RTX streams. Without RTX, lost packets are retransmitted in the layer's own stream.
export function preferCodec(rtc, transceiver, mimeType) {
  const sent = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video");
  const chosen = sent.filter((codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase());
  if (chosen.length === 0) rtc.unsupported(`sending ${mimeType}`);
  transceiver.setCodecPreferences([chosen[0]]);
}

// Connect a call that sends `encodings`; each rid becomes a receiver. `prepare(a, transceiver)` runs before the offer.
// `track` replaces the numbered video. `answer` is {rids, paused, lines} as above. Return {a, b, sender, transceiver,
// source, connected, offer, answer, receivers(): {rid: track}, negotiate(answer)}.
export async function simulcastCall(rtc, {
  encodings = SMALL, codec = "video/VP8", width = SIZE.width, height = SIZE.height, framesPerSecond = 10, configuration, track = null,
  answer = {}, prepare = null, ms = CONNECT, wait = true,
} = {}) {
  const a = rtc.connection(configuration);
  const b = rtc.connection(configuration);
  const flush = [feed(a, b), feed(b, a)];
  const source = track ? null : stampedTrack(rtc, { width, height, framesPerSecond, hue: HUE });
  const transceiver = a.addTransceiver(track ?? source.track, { direction: "sendonly", sendEncodings: encodings });
  if (codec) preferCodec(rtc, transceiver, codec);
  await prepare?.(a, transceiver);
  const call = { a, b, sender: transceiver.sender, transceiver, source, offer: null, answer: null, connected: false };
  call.negotiate = async (options = answer) => {
    await a.setLocalDescription(await a.createOffer());
    call.offer = a.localDescription.sdp;
    await b.setRemoteDescription({ type: "offer", sdp: offerOfLayers(call.offer) });
    await flush[0]();
    await b.setLocalDescription(await b.createAnswer());
    call.answer = answerOfOne(b.localDescription.sdp, call.offer, options);
    await a.setRemoteDescription({ type: "answer", sdp: call.answer });
    await flush[1]();
  };
  call.receivers = () => Object.fromEntries(b.getTransceivers().filter(({ mid }) => ridsOf(call.offer).includes(mid))
    .map((each) => [each.mid, each.receiver.track]));
  await call.negotiate();
  if (wait) call.connected = (await rtc.attempt(() => Promise.all([rtc.connected(a, ms), rtc.connected(b, ms)]))).ok;
  return call;
}

// Return the outbound-rtp of each layer: {rid: outbound-rtp}. The key is "" without a rid.
export async function sentLayers(sender) {
  const reports = [...(await sender.getStats()).values()].filter(({ type }) => type === "outbound-rtp");
  return Object.fromEntries(reports.map((report) => [report.rid ?? "", report]));
}

// Return the inbound-rtp of each layer by its mid: {rid: inbound-rtp}.
export async function receivedLayers(b) {
  const found = {};
  for (const { mid, receiver } of b.getTransceivers()) {
    const report = [...(await receiver.getStats()).values()].find(({ type }) => type === "inbound-rtp");
    if (report) found[mid] = report;
  }
  return found;
}

const sizeOf = (report) => (report?.frameWidth ? `${report.frameWidth}x${report.frameHeight}` : null);

// Wait until each rid has decoded `frames` more frames than now, for at most `ms`. Return {rid: {comes, size}}: whether
// they arrived, and the last received size.
export async function layersThatCome(rtc, call, rids, { frames = 3, ms = 20000 } = {}) {
  const before = await receivedLayers(call.b);
  const start = Object.fromEntries(rids.map((rid) => [rid, before[rid]?.framesDecoded ?? 0]));
  let now = before;
  const came = (rid) => (now[rid]?.framesDecoded ?? 0) >= start[rid] + frames;
  await rtc.attempt(() => rtc.until(async () => {
    now = await receivedLayers(call.b);
    return rids.every(came);
  }, { ms, every: 60, label: "frames of every simulcast layer" }));
  return Object.fromEntries(rids.map((rid) => [rid, { comes: came(rid), size: came(rid) ? sizeOf(now[rid]) : null }]));
}

// Like layersThatCome, but also read each layer's frame numbers: {rid: {comes, inOrder, size}}.
export async function numbersThatCome(rtc, call, rids, { enough = 3, ms = 20000 } = {}) {
  const tracks = call.receivers();
  const watched = await Promise.all(rids.map((rid) => watchStamps(rtc, tracks[rid], { enough, ms })));
  return Object.fromEntries(rids.map((rid, at) => {
    const { read, backwards, width, height } = watched[at];
    const comes = read >= enough;
    return [rid, { comes, inOrder: comes && backwards === 0, size: comes ? `${width}x${height}` : null }];
  }));
}

// Edit a sender's parameters and call setParameters(). Return "accepted" or the error name.
export async function change(rtc, sender, edit, options) {
  const outcome = await rtc.attempt(async () => {
    const parameters = sender.getParameters();
    edit(parameters);
    await (options ? sender.setParameters(parameters, options) : sender.setParameters(parameters));
  });
  return outcome.ok ? "accepted" : outcome.error.name;
}

export function closeCall(call) {
  call.a.close();
  call.b.close();
  call.source?.track.stop();
}

// Measure frame rates and bitrates for `ms`, or until some layer has decoded `enough` frames, at most four times as long:
// {rid: {encoded, decoded, kbps}}. `decoded` and `kbps` are those of the receiving side.
export async function measureLayers(rtc, call, rids, ms, { enough = 0 } = {}) {
  const read = async () => ({ sent: await sentLayers(call.sender), received: await receivedLayers(call.b), at: performance.now() });
  const before = await read();
  let after = before;
  const gain = (side, rid, name) => (after[side][rid]?.[name] ?? 0) - (before[side][rid]?.[name] ?? 0);
  await rtc.until(async () => {
    after = await read();
    const lasted = after.at - before.at;
    return lasted >= ms && (lasted >= 4 * ms || rids.some((rid) => gain("received", rid, "framesDecoded") >= enough));
  }, { ms: 4 * ms + 20000, every: 100, label: "frames during the measurement" });
  // Use the timestamps of the statistics: a busy page receives them late
  const seconds = (side, rid) => {
    const [from, to] = [before[side][rid]?.timestamp, after[side][rid]?.timestamp];
    return (from < to ? to - from : after.at - before.at) / 1000;
  };
  return Object.fromEntries(rids.map((rid) => [rid, {
    encoded: gain("sent", rid, "framesEncoded") / seconds("sent", rid),
    decoded: gain("received", rid, "framesDecoded") / seconds("received", rid),
    kbps: (gain("received", rid, "bytesReceived") * 8) / 1000 / seconds("received", rid),
  }]));
}
