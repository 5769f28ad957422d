// `getUserMedia({video: true})`: settings, first video frames and state of the track.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: alone

export default async function (rtc) {
  const stream = await rtc.camera();
  const [track] = stream.getVideoTracks();
  const settings = track.getSettings();
  const seen = await rtc.frames(track, 0, { until: ({ changed, count }) => changed && count >= 5 });
  return {
    facts: {
      tracks: stream.getTracks().map((each) => each.kind),
      setting_names: Object.keys(settings).sort(),
      width: settings.width,
      height: settings.height,
      frame_rate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
      resize_mode: settings.resizeMode,
      facing_mode: settings.facingMode,
      device_id_shown: typeof settings.deviceId === "string" && settings.deviceId !== "",
      group_id_shown: typeof settings.groupId === "string" && settings.groupId !== "",
      frame_sizes: seen.sizes,
      pixels_move: seen.changed,
      picture_is_black: seen.brightest < 16,
      ready_state: track.readyState,
      enabled: track.enabled,
      muted: track.muted,
      content_hint: track.contentHint,
      label_shown: track.label !== "",
      constraints: track.getConstraints(),
      interface: track.constructor.name,
    },
    notes: { settings, label: track.label, id: track.id },
  };
}
