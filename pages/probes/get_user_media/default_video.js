// `getUserMedia({video: true})`: settings, first video frames and state of the track.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: alone

export default async function (rtc) {
  const stream = await rtc.camera();
  const [track] = stream.getVideoTracks();
  const settings = track.getSettings();
  const seen = await rtc.watchFrames(track, 0, { until: ({ changed, count }) => changed && count >= 5 });
  return {
    facts: {
      tracks: stream.getTracks().map((each) => each.kind),
      settingNames: Object.keys(settings).sort(),
      width: settings.width,
      height: settings.height,
      frameRate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
      resizeMode: settings.resizeMode,
      facingMode: settings.facingMode,
      deviceIdExposed: typeof settings.deviceId === "string" && settings.deviceId !== "",
      groupIdExposed: typeof settings.groupId === "string" && settings.groupId !== "",
      frameSizes: seen.sizes,
      framesChange: seen.changed,
      frameIsBlack: seen.brightest < 16,
      readyState: track.readyState,
      enabled: track.enabled,
      muted: track.muted,
      contentHint: track.contentHint,
      labelExposed: track.label !== "",
      constraints: track.getConstraints(),
      interface: track.constructor.name,
    },
    notes: { settings, label: track.label, id: track.id },
  };
}
