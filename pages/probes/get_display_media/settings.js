// Captures the own tab and reads getSettings(), getCapabilities() and enumerateDevices().
// https://w3c.github.io/mediacapture-screen-share/#constrainable-properties
// META: spoils

export default async function (rtc) {
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const settings = track.getSettings();
  const capabilities = track.getCapabilities?.() ?? {};
  return {
    facts: {
      names: Object.keys(settings).sort(),
      display_surface: settings.displaySurface,
      logical_surface: settings.logicalSurface,
      cursor: settings.cursor,
      resize_mode: settings.resizeMode,
      frame_rate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
      device_id_shown: typeof settings.deviceId === "string" && settings.deviceId !== "",
      facing_mode: settings.facingMode,
      capability_names: Object.keys(capabilities).sort(),
      display_surface_capability: capabilities.displaySurface,
      constraints: track.getConstraints(),
      content_hint: track.contentHint,
      listed_as_a_device: (await navigator.mediaDevices.enumerateDevices()).some(({ deviceId }) => deviceId === settings.deviceId),
    },
    notes: { settings, capabilities },
  };
}
