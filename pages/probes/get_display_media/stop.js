// Captures the own tab, calls MediaStreamTrack.stop(), and captures it again.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-stop
// META: spoils

export default async function (rtc) {
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  let ended_events = 0;
  track.addEventListener("ended", () => (ended_events += 1));
  const before = { ready_state: track.readyState, active: stream.active };
  track.stop();
  const after = { ready_state: track.readyState, active: stream.active };
  const copy_state = copy.readyState;
  const again = await rtc.captureTab();
  return {
    facts: { before, after, copy_state, ended_events, captured_again: again.getVideoTracks()[0].readyState },
  };
}
