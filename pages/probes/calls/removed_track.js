// `addTrack()`, `removeTrack()` and `RTCRtpTransceiver.stop()` in a running call: events, tracks and m-lines at both ends.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-removetrack
// META: timeout=60
import { hears, recordTrack, sees } from "../../lib/arrivals.js";
import { describeEach, joinedPair, outcome } from "../../lib/peers.js";
import { sectionsOf } from "../../lib/sdp.js";
import { stampedTrack } from "../../lib/stamp.js";

const HZ = 900;

const directionsOf = (pc) => pc.getTransceivers().map(({ direction, currentDirection }) => [direction, currentDirection]);

function recordStream(stream) {
  const events = [];
  for (const type of ["addtrack", "removetrack"]) stream.addEventListener(type, ({ track }) => events.push(`${type} ${track.kind}`));
  return events;
}

async function nextTrack(rtc, pc, action) {
  const told = rtc.event(pc, "track", 20000);
  await action();
  const { track, streams, receiver, transceiver } = await told;
  return { track, streams, own: receiver.track === track && transceiver.receiver === receiver };
}

// An audio call to which video is added: track events of the peer, and the media that arrive.
async function addLater(rtc, [a, b], stream, tone) {
  const first = await nextTrack(rtc, b, () => {
    a.addTrack(tone, stream);
    return describeEach(a, b);
  });
  const [far] = first.streams;
  const streamEvents = recordStream(far);
  const audioAlone = await hears(rtc, first.track, HZ);
  const source = stampedTrack(rtc);
  stream.addTrack(source.track);
  let sender;
  const second = await nextTrack(rtc, b, () => {
    sender = a.addTrack(source.track, stream);
    return describeEach(a, b);
  });
  const later = {
    sameStream: second.streams[0] === far, streamId: far.id === stream.id, streamHolds: far.getTracks().map(({ kind }) => kind).sort(),
    own: [first.own, second.own], seen: await sees(rtc, second.track), heard: await hears(rtc, first.track, HZ),
  };
  const twice = await outcome(rtc, async () => a.addTrack(source.track, stream));
  return { facts: { audioAlone, later, twice }, first, second, far, streamEvents, sender };
}

async function takeOut(rtc, [a, b], { first, second, far, streamEvents, sender }) {
  const trackEvents = recordTrack(second.track);
  a.removeTrack(sender);
  const atOnce = { track: sender.track, direction: a.getTransceivers()[1].direction };
  await describeEach(a, b);
  await rtc.attempt(() => rtc.until(() => trackEvents.length > 0, { ms: 20000, label: "an event of the track" }));
  return {
    atOnce, directions: [directionsOf(a), directionsOf(b)], streamHolds: far.getTracks().map(({ kind }) => kind),
    streamEvents: [...streamEvents], trackEvents: [...trackEvents], track: second.track.readyState, muted: second.track.muted,
    heard: await hears(rtc, first.track, HZ),
  };
}

async function stop(rtc, [a, b], { first }) {
  const events = recordTrack(first.track);
  const [sound] = a.getTransceivers();
  sound.stop();
  const stopping = { direction: sound.direction, own: sound.receiver.track.readyState, current: sound.currentDirection };
  await describeEach(a, b);
  await rtc.attempt(() => rtc.until(() => events.includes("ended"), { ms: 20000, label: "track ended event" }));
  return {
    stopping, events, track: first.track.readyState, sound: [sound.direction, sound.currentDirection, sound.mid],
    left: [a, b].map((pc) => pc.getTransceivers().length),
    rejected: sectionsOf(a.localDescription.sdp).map((section) => section.rejected),
  };
}

export default async function (rtc) {
  const ends = joinedPair(rtc);
  const [a, b] = ends;
  const tone = await rtc.toneTrack(HZ);
  const stream = new MediaStream([tone]);
  const call = await addLater(rtc, ends, stream, tone);
  const removed = await takeOut(rtc, ends, call);
  const stopped = await stop(rtc, ends, call);
  // The m-line of the stopped transceiver is free for another one
  const next = await nextTrack(rtc, b, () => {
    a.addTransceiver(tone, { streams: [stream] });
    return describeEach(a, b);
  });
  const reused = { sections: sectionsOf(a.localDescription.sdp).length, heard: await hears(rtc, next.track, HZ) };
  return { facts: { ...call.facts, removed, stopped, reused } };
}
