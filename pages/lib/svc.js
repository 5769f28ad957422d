// Send video with different scalability modes and check which layers are sent and whether frames arrive.

import { capabilitiesOf } from "./codecs.js";

const SIZE = { width: 640, height: 360, framesPerSecond: 20 };
const PATIENCE = 8000;
const ARRIVAL = 15000;
const AT_ONCE = 3;

async function callOf(rtc, codec, first) {
  const track = rtc.pictureTrack(SIZE);
  let sender = null;
  const [a, b] = await rtc.loopback({
    prepare: (pc) => {
      const sendEncodings = [{ scalabilityMode: first }];
      const transceiver = pc.addTransceiver(track, { direction: "sendonly", sendEncodings });
      transceiver.setCodecPreferences([codec]);
      sender = transceiver.sender;
    },
  });
  return { a, b, sender };
}

async function choose(rtc, sender, mode) {
  const parameters = sender.getParameters();
  parameters.encodings[0].scalabilityMode = mode;
  const set = await rtc.attempt(() => sender.setParameters(parameters));
  return set.ok ? "accepted" : set.error.name;
}

// Return what getStats() reports for an accepted mode: the mode in use, and whether frames arrive with it.
async function watch(rtc, { a, b }, mode) {
  const isSent = (reports) => reports.find(({ type, scalabilityMode }) => type === "outbound-rtp" && scalabilityMode === mode);
  // Whether a third spatial layer is sent depends on the bandwidth estimate so far.
  const depends = /^[LS]3/.test(mode);
  const sent = depends ? { ok: false } : await rtc.attempt(() => rtc.stats(a, isSent, PATIENCE));
  const stream = (reports) => reports.find(({ type }) => type === "inbound-rtp");
  const before = stream([...(await b.getStats()).values()])?.framesDecoded ?? 0;
  const moves = await rtc.attempt(() => rtc.stats(b, (reports) => stream(reports)?.framesDecoded > before + 2, ARRIVAL));
  const found = [...(await a.getStats()).values()].find(({ type }) => type === "outbound-rtp");
  const told = sent.ok ? mode : found?.scalabilityMode ?? null;
  rtc.note(mode, told);
  return depends ? { moves: moves.ok } : { told, moves: moves.ok };
}

function closed(call) {
  call.a.close();
  call.b.close();
}

// Set each mode on a running sender, and check that video continues after a second spatial layer is added.
async function whileRunning(rtc, codec, modes) {
  const call = await callOf(rtc, codec, "L1T1");
  if (!("scalabilityMode" in (call.sender.getParameters().encodings[0] ?? {}))) rtc.unsupported("scalabilityMode");
  const set = {};
  await watch(rtc, call, "L1T1");
  for (const mode of modes) set[mode] = await choose(rtc, call.sender, mode);
  await choose(rtc, call.sender, "L1T1");
  const { moves } = await watch(rtc, call, "L1T1");
  const switched = set.L2T1 === "accepted" && moves && (await choose(rtc, call.sender, "L2T1")) === "accepted";
  const goesOn = switched ? (await watch(rtc, call, "L2T1")).moves : null;
  closed(call);
  return { set, goesOn };
}

async function fromTheStart(rtc, codec, mode) {
  const call = await callOf(rtc, codec, mode);
  const seen = await watch(rtc, call, mode);
  closed(call);
  return seen;
}

// Return the facts {set: {mode: outcome}, sent: {mode: {told?, moves}}, goesOnAfterSwitch, claimedButDead: [modes]}.
export async function layeredCalls(rtc, mimeType, modes) {
  const codec = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video").find((one) => one.mimeType === mimeType);
  if (!codec) rtc.unsupported(`sending ${mimeType}`);
  const { set, goesOn } = await whileRunning(rtc, codec, modes);
  const taken = modes.filter((mode) => set[mode] === "accepted");
  const sent = {};
  for (let at = 0; at < taken.length; at += AT_ONCE) {
    const some = taken.slice(at, at + AT_ONCE);
    const seen = await Promise.all(some.map((mode) => fromTheStart(rtc, codec, mode)));
    some.forEach((mode, index) => (sent[mode] = seen[index]));
  }
  return { set, sent, goesOnAfterSwitch: goesOn, claimedButDead: taken.filter((mode) => !sent[mode].moves) };
}
