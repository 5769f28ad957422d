// Builds MediaStreams from nothing, tracks and streams, and records MediaStream.active at each step.
// https://w3c.github.io/mediacapture-main/#mediastream

const STREAM_EVENTS = ["addtrack", "removetrack", "active", "inactive"];
const TRACK_EVENTS = ["mute", "unmute", "ended", "overconstrained", "capturehandlechange", "configurationchange", "voiceactivitydetected"];

function canvasTrack() {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d").fillRect(0, 0, 10, 10);
  return canvas.captureStream(5).getVideoTracks()[0];
}

async function refused(rtc, action) {
  const outcome = await rtc.attempt(action);
  return outcome.ok ? "taken" : outcome.error.name;
}

function trackEvent(track) {
  const made = new MediaStreamTrackEvent("addtrack", { track });
  return { type: made.type, track: made.track === track, bubbles: made.bubbles, cancelable: made.cancelable };
}

export default async function (rtc) {
  const [track, other, ended] = [canvasTrack(), canvasTrack(), canvasTrack()];
  ended.stop();
  rtc.cleanup(() => [track, other].forEach((each) => each.stop()));
  const stream = new MediaStream();
  const events = [];
  for (const type of STREAM_EVENTS) stream.addEventListener(type, () => events.push(type));
  const states = [stream.active];
  stream.addTrack(track);
  states.push(stream.active);
  stream.removeTrack(track);
  states.push(stream.active);
  stream.addTrack(ended);
  states.push(stream.active);
  stream.addTrack(other);
  states.push(stream.active);
  other.stop();
  states.push(stream.active);
  await rtc.attempt(() => rtc.until(() => events.length >= 4, { ms: 500, label: "MediaStream addtrack and removetrack events" }));
  const facts = {
    active_at_each_step: states,
    events_of_own_changes: [...new Set(events)].sort(),
    stream_handlers: STREAM_EVENTS.filter((type) => `on${type}` in stream),
    track_handlers: TRACK_EVENTS.filter((type) => `on${type}` in track),
    of_a_stream: { tracks: new MediaStream(stream).getTracks().length, id_differs: new MediaStream(stream).id !== stream.id },
    of_twice_one_track: new MediaStream([track, track]).getTracks().length,
    of_an_ended_track: { tracks: new MediaStream([ended]).getTracks().length, active: new MediaStream([ended]).active },
    of_nonsense: await refused(rtc, () => new MediaStream(5)),
    of_a_list_of_nonsense: await refused(rtc, () => new MediaStream([5])),
    add_nothing: await refused(rtc, () => stream.addTrack(null)),
    remove_absent: await refused(rtc, () => stream.removeTrack(track)),
    clone_of_ended: ended.clone().readyState,
    track_event: trackEvent(track),
    track_event_without_track: await refused(rtc, () => new MediaStreamTrackEvent("addtrack")),
    track_made_by_hand: await refused(rtc, () => new MediaStreamTrack()),
    canvas_track: { kind: track.kind, labelled: track.label !== "", muted: track.muted, interface: track.constructor.name },
  };
  return { facts };
}
