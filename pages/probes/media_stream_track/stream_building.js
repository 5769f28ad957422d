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
    activePerStep: states,
    scriptChangeEvents: [...new Set(events)].sort(),
    streamEventHandlers: STREAM_EVENTS.filter((type) => `on${type}` in stream),
    trackEventHandlers: TRACK_EVENTS.filter((type) => `on${type}` in track),
    fromStream: { tracks: new MediaStream(stream).getTracks().length, idDiffers: new MediaStream(stream).id !== stream.id },
    fromDuplicateTrack: new MediaStream([track, track]).getTracks().length,
    fromEndedTrack: { tracks: new MediaStream([ended]).getTracks().length, active: new MediaStream([ended]).active },
    fromNumber: await refused(rtc, () => new MediaStream(5)),
    fromNumberList: await refused(rtc, () => new MediaStream([5])),
    addTrackNull: await refused(rtc, () => stream.addTrack(null)),
    removeTrackAbsent: await refused(rtc, () => stream.removeTrack(track)),
    cloneOfEnded: ended.clone().readyState,
    mediaStreamTrackEvent: trackEvent(track),
    mediaStreamTrackEventWithoutTrack: await refused(rtc, () => new MediaStreamTrackEvent("addtrack")),
    trackConstructorCall: await refused(rtc, () => new MediaStreamTrack()),
    canvasTrack: { kind: track.kind, labelled: track.label !== "", muted: track.muted, interface: track.constructor.name },
  };
  return { facts };
}
