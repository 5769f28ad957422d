// Captures the own tab, calls MediaStreamTrack.stop(), and captures it again.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-stop
// META: spoils

export default async function (rtc) {
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  let endedEvents = 0;
  track.addEventListener("ended", () => (endedEvents += 1));
  const before = { readyState: track.readyState, active: stream.active };
  track.stop();
  const after = { readyState: track.readyState, active: stream.active };
  const cloneReadyState = copy.readyState;
  const again = await rtc.captureTab();
  return {
    facts: { before, after, cloneReadyState, endedEvents, recapturedReadyState: again.getVideoTracks()[0].readyState },
  };
}
