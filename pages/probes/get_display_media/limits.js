// Captures the own tab with width.max and frameRate.max, then lowers width.max with applyConstraints().
// https://w3c.github.io/mediacapture-screen-share/#constraints
// META: spoils
// META: timeout=60

async function measure(rtc, track, holds) {
  // A browser's sharing bar resizes the tab: getSettings() may be one frame ahead.
  const agrees = ({ width, height }) => {
    const settings = track.getSettings();
    return settings.width === width && settings.height === height;
  };
  const seen = await rtc.watchFrames(track, 0, { ms: 10000, until: (frame) => holds(frame) && agrees(frame) });
  return { holds: holds(seen), settingsMatchFrame: agrees(seen) };
}

export default async function (rtc) {
  const moving = document.createElement("p");
  document.body.append(moving);
  const counting = setInterval(() => (moving.textContent = String(performance.now())), 50);
  rtc.cleanup(() => clearInterval(counting));

  const stream = await rtc.captureTab({ video: { width: { max: 200 }, frameRate: { max: 5 } } });
  const [track] = stream.getVideoTracks();
  const opened = await measure(rtc, track, ({ width }) => width > 0 && width <= 200);
  const frameRate = Math.round(track.getSettings().frameRate);
  const applied = await rtc.attempt(() => rtc.within(10000, track.applyConstraints({ width: { max: 100 } }), "applyConstraints"));
  const smaller = await measure(rtc, track, ({ width }) => width > 0 && width <= 100);
  const exact = await rtc.attempt(() => rtc.within(10000, track.applyConstraints({ width: { exact: 50 } }), "applyConstraints"));
  return {
    facts: {
      opened,
      frameRate,
      applied: applied.ok ? "yes" : applied.error,
      smaller,
      applyConstraintsExact: exact.ok ? "yes" : exact.error,
    },
  };
}
