// Clones a camera track with MediaStreamTrack.clone(), and changes enabled and the size of one of the two.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-clone
// META: alone
// META: timeout=60

const BLACK = 16;

export default async function (rtc) {
  const stream = await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } });
  const [track] = stream.getVideoTracks();
  track.enabled = false;
  track.contentHint = "detail";
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const inherited = {
    enabled: copy.enabled,
    contentHint: copy.contentHint,
    constraints: copy.getConstraints(),
    sameLabel: copy.label === track.label,
  };
  copy.enabled = true;
  const bright = await rtc.watchFrames(copy, 5, { until: (frame) => frame.brightest >= BLACK });
  const dark = await rtc.watchFrames(track, 5, { ms: 10000, until: (frame) => frame.brightest < BLACK });

  track.enabled = true;
  const smaller = { width: { exact: 320 }, height: { exact: 240 } };
  await rtc.attempt(() => rtc.within(4000, copy.applyConstraints(smaller), "applyConstraints"));
  const small = await rtc.watchFrames(copy, 5, { ms: 10000, until: (frame) => frame.width === 320 });
  const large = await rtc.watchFrames(track, 5, { ms: 10000, until: (frame) => frame.width === 640 });

  track.stop();
  const alive = await rtc.watchFrames(copy, 0, { until: ({ changed }) => changed });
  return {
    facts: {
      idsDiffer: copy.id !== track.id,
      inherited,
      enabledIndependent: { cloneIsBright: bright.brightest >= BLACK, originalIsBlack: dark.brightest < BLACK },
      sizesIndependent: { copy: [small.width, small.height], original: [large.width, large.height] },
      cloneStaysLive: copy.readyState === "live" && alive.changed,
    },
  };
}
