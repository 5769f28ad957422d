// Tracks that are added to a running call, taken out of it, and transceivers that are stopped: what each side is told.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-removetrack
// META: timeout=40
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
  const told = rtc.event(pc, "track", 8000);
  await action();
  const { track, streams, receiver, transceiver } = await told;
  return { track, streams, own: receiver.track === track && transceiver.receiver === receiver };
}

export default async function (rtc) {
  const [a, b] = joinedPair(rtc);
  const tone = await rtc.toneTrack(HZ);
  const stream = new MediaStream([tone]);
  const first = await nextTrack(rtc, b, () => {
    a.addTrack(tone, stream);
    return describeEach(a, b);
  });
  const [far] = first.streams;
  const streamEvents = recordStream(far);
  const audioAlone = await hears(rtc, first.track, HZ);
  // Pictures are added to a call that runs
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
  // and taken out again
  const trackEvents = recordTrack(second.track);
  a.removeTrack(sender);
  const atOnce = { track: sender.track, direction: a.getTransceivers()[1].direction };
  await describeEach(a, b);
  await rtc.attempt(() => rtc.until(() => trackEvents.length > 0, { ms: 4000, label: "what the track tells" }));
  const removed = {
    atOnce, directions: [directionsOf(a), directionsOf(b)], streamHolds: far.getTracks().map(({ kind }) => kind), streamEvents: [...streamEvents],
    trackEvents: [...trackEvents], track: second.track.readyState, muted: second.track.muted, heard: await hears(rtc, first.track, HZ),
  };
  // and the sound's transceiver is stopped
  const ended = recordTrack(first.track);
  const [sound] = a.getTransceivers();
  sound.stop();
  const stopping = { direction: sound.direction, own: sound.receiver.track.readyState, current: sound.currentDirection };
  await describeEach(a, b);
  await rtc.attempt(() => rtc.until(() => ended.includes("ended"), { ms: 4000, label: "the end of the track" }));
  const rejected = sectionsOf(a.localDescription.sdp).map((section) => section.rejected);
  // The place in the description is free for another
  const third = await nextTrack(rtc, b, () => {
    a.addTransceiver(tone, { streams: [stream] });
    return describeEach(a, b);
  });
  return {
    facts: {
      audioAlone, later, twice, removed,
      stopped: { stopping, events: ended, track: first.track.readyState, sound: [sound.direction, sound.currentDirection, sound.mid], left: [a, b].map((pc) => pc.getTransceivers().length), rejected },
      reused: { sections: sectionsOf(a.localDescription.sdp).length, heard: await hears(rtc, third.track, HZ) },
    },
    notes: { streamEvents, trackEvents },
  };
}
