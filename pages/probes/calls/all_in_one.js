// `RTCPeerConnection`: audio, video and data over one BUNDLE transport, two such calls at once, one track sent to two peers.
// https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-bundlepolicy
// META: timeout=60
import { hears, sees } from "../../lib/arrivals.js";
import { describeEach, exchange, joinedPair } from "../../lib/peers.js";
import { stampedTrack } from "../../lib/stamp.js";

// Small frames, because several streams are encoded at the same time.
const SIZE = { width: 320, height: 180 };
const TONES = [[500, 800], [1100, 1500]];

async function begin(rtc, tones) {
  const ends = joinedPair(rtc);
  const message = await exchange(rtc, ends[0], ends[1]);
  for (const [at, pc] of ends.entries()) {
    pc.addTrack(stampedTrack(rtc, SIZE).track);
    pc.addTrack(await rtc.toneTrack(tones[at]));
  }
  await describeEach(...ends);
  await Promise.all(ends.map((pc) => rtc.connected(pc)));
  return { ends, message, tones };
}

const trackOf = (pc, kind) => pc.getReceivers().map(({ track }) => track).find((track) => track.kind === kind);

async function watch(rtc, { ends, message, tones }) {
  const seen = await Promise.all(ends.map((pc) => sees(rtc, trackOf(pc, "video"))));
  const heard = await Promise.all(ends.map((pc, at) => hears(rtc, trackOf(pc, "audio"), tones[1 - at])));
  const transports = ends.map((pc) => new Set([...pc.getSenders().map(({ transport }) => transport), pc.sctp?.transport]).size);
  const directions = ends.map((pc) => pc.getTransceivers().map(({ currentDirection }) => currentDirection));
  return { seen, heard, echoed: await message.done(), transports, sections: ends.map((pc) => pc.getTransceivers().length), directions };
}

// One track in two calls, as in a small mesh without a server.
async function mesh(rtc) {
  const source = stampedTrack(rtc, SIZE);
  const calls = [];
  for (let at = 0; at < 2; at += 1) {
    const [a, b] = joinedPair(rtc);
    a.addTrack(source.track);
    await describeEach(a, b);
    calls.push([a, b]);
  }
  const both = await Promise.all(calls.map(([, b]) => sees(rtc, trackOf(b, "video"))));
  calls[0].forEach((pc) => pc.close());
  return { both, left: await sees(rtc, trackOf(calls[1][1], "video")), track: source.track.readyState };
}

export default async function (rtc) {
  const calls = [await begin(rtc, TONES[0]), await begin(rtc, TONES[1])];
  const watched = [await watch(rtc, calls[0]), await watch(rtc, calls[1])];
  calls.forEach(({ ends }) => ends.forEach((pc) => pc.close()));
  return { facts: { one: watched[0], other: watched[1], mesh: await mesh(rtc) } };
}
