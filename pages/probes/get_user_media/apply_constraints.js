// `applyConstraints()` on a camera track: size of settings and frames, an impossible width, and `getConstraints()`.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-applyconstraints
// META: alone
// META: timeout=60

async function change(rtc, track, constraints, size) {
  const applied = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(constraints), "applyConstraints"));
  const settings = track.getSettings();
  const reached = (frame) => frame.width === size.width && frame.height === size.height;
  const seen = await rtc.watchFrames(track, 5, { ms: 10000, until: reached });
  return {
    applied: applied.ok ? "yes" : applied.error,
    settings: { width: settings.width, height: settings.height },
    frames: { width: seen.width, height: seen.height },
  };
}

export default async function (rtc) {
  const stream = await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } });
  const [track] = stream.getVideoTracks();
  const small = { width: { exact: 320 }, height: { exact: 240 } };
  const facts = {};
  facts.smaller = await change(rtc, track, small, { width: 320, height: 240 });
  facts.constraintsAfterSmaller = track.getConstraints();
  facts.impossible = await change(rtc, track, { width: { exact: 100000 } }, { width: 320, height: 240 });
  facts.constraintsAfterImpossible = track.getConstraints();
  facts.larger = await change(rtc, track, { width: { exact: 640 }, height: { exact: 480 } }, { width: 640, height: 480 });
  const cleared = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(), "applyConstraints"));
  facts.cleared = cleared.ok ? "yes" : cleared.error;
  facts.constraintsAfterCleared = track.getConstraints();
  track.stop();
  const ended = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(small), "applyConstraints"));
  facts.onEndedTrack = ended.ok ? "yes" : ended.error;
  return { facts };
}
