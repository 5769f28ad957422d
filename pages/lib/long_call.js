// Observe a call for half a minute in windows: frames, tone, codec, connection state and getStats() counters.

import { hearsTone, packetsLater, playMuted } from "./listening.js";
import { sees, watcher } from "./numbered.js";
import { flowing, prefer } from "./one_codec.js";
import { stampedTrack } from "./stamp.js";

// Small and slow, so that two CPU cores can encode and decode it with any codec. Six windows of five seconds, counted in
// source frames or in RTP packets of 20 ms: on a busy machine the call takes longer, but its result does not change.
const PICTURE = { width: 320, height: 180, framesPerSecond: 12 };
const WINDOWS = 6;
const FRAMES = 60;
const PACKETS = 250;
const ENOUGH = 4;
const TONE = 1000;
const PATIENCE = 45000;

const reportsOf = async (pc) => [...(await pc.getStats()).values()];
const inbound = (reports, kind) => reports.find((one) => one.type === "inbound-rtp" && one.kind === kind) ?? {};

// Record every connectionState of a connection from now on.
function statesOf(pc) {
  const states = [];
  pc.addEventListener("connectionstatechange", () => states.push(pc.connectionState));
  return states;
}

// Start the call: {a, b, hz, watch, audio}. `watch` reads the frames; it is null if the call has no video.
async function begin(rtc, codec) {
  const isVideo = codec !== "opus";
  const source = isVideo ? stampedTrack(rtc, PICTURE) : null;
  const tone = await rtc.toneTrack(TONE);
  const hz = await rtc.tone(tone);
  const prepare = (a) => {
    if (source) prefer(rtc, a.addTransceiver(source.track, { direction: "sendonly" }), codec);
    prefer(rtc, a.addTransceiver(tone, { direction: "sendonly" }), "opus");
  };
  const [a, b] = await rtc.loopback({ prepare, ms: 15000 });
  const trackOf = (kind) => b.getReceivers().map(({ track }) => track).find((track) => track.kind === kind);
  return { a, b, hz, watch: source && watcher(rtc, trackOf("video"), source), audio: playMuted(rtc, trackOf("audio")) };
}

// Return what a window adds: {moving, decoded, arrived, heard, frames}. The members for video are null without video.
async function look(rtc, { b, hz, watch, audio }, before) {
  const moving = watch ? await sees(rtc, watch, { enough: ENOUGH, after: FRAMES - ENOUGH }) : null;
  const arrived = await packetsLater(rtc, b, { more: watch ? ENOUGH : PACKETS, ms: PATIENCE });
  const heard = arrived && (await hearsTone(rtc, audio, hz));
  const now = inbound(await reportsOf(b), "video").framesDecoded ?? 0;
  return { moving, decoded: watch ? now > before : null, arrived, heard, frames: now };
}

const holds = ({ moving, decoded, arrived, heard }) => [moving, decoded, arrived, heard].every((one) => one !== false);

async function watchWindows(rtc, call) {
  const windows = [];
  let frames = 0;
  while (windows.length < WINDOWS && windows.every(holds)) {
    const seen = await look(rtc, call, frames);
    frames = seen.frames;
    windows.push(seen);
  }
  return windows;
}

const codecsOf = async (rtc, { a, b }, kind) => ({
  sent: await flowing(rtc, a, "outbound-rtp", kind),
  received: await flowing(rtc, b, "inbound-rtp", kind),
});

// Return rates and totals from two readings of a stream. Statistics that the browser does not report are left out.
function measured(kind, before, after) {
  const seconds = (after.timestamp - before.timestamp) / 1000;
  const grown = (name) => after[name] - before[name];
  const all = {
    kbps: (grown("bytesReceived") * 8) / 1000 / seconds,
    packets_lost: grown("packetsLost"),
    jitter_ms: after.jitter * 1000,
  };
  const video = {
    fps: grown("framesDecoded") / seconds,
    freezes: grown("freezeCount"),
    frames_dropped: grown("framesDropped"),
  };
  const told = Object.entries(kind === "video" ? { ...all, ...video } : all).filter(([, value]) => Number.isFinite(value));
  return Object.fromEntries(told.map(([name, value]) => [`${kind}_${name}`, value]));
}

// Return facts and metrics of a call with "vp8", "vp9", "h264" or "av1" (and Opus in the same call), or with "opus" only.
// `windows` ends with the first one in which something failed.
export async function longCall(rtc, codec) {
  const call = await begin(rtc, codec);
  const kind = call.watch ? "video" : "audio";
  const states = [statesOf(call.a), statesOf(call.b)];
  const codecs = await codecsOf(rtc, call, kind);
  const before = await reportsOf(call.b);
  const windows = await watchWindows(rtc, call);
  const after = await reportsOf(call.b);
  const kinds = call.watch ? ["video", "audio"] : ["audio"];
  return {
    facts: {
      ...codecs,
      atEnd: await codecsOf(rtc, call, kind),
      windows: windows.map(({ moving, decoded, arrived, heard }) => ({ moving, decoded, arrived, heard })),
      states,
      lastStates: [call.a.connectionState, call.b.connectionState],
    },
    metrics: Object.assign({}, ...kinds.map((one) => measured(one, inbound(before, one), inbound(after, one)))),
    notes: { framesDecoded: windows.map(({ frames }) => frames) },
  };
}
