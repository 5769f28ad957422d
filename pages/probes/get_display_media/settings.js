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
      displaySurface: settings.displaySurface,
      logicalSurface: settings.logicalSurface,
      cursor: settings.cursor,
      resizeMode: settings.resizeMode,
      frameRate: settings.frameRate === undefined ? undefined : Math.round(settings.frameRate),
      deviceIdExposed: typeof settings.deviceId === "string" && settings.deviceId !== "",
      facingMode: settings.facingMode,
      capabilityNames: Object.keys(capabilities).sort(),
      displaySurfaceCapability: capabilities.displaySurface,
      constraints: track.getConstraints(),
      contentHint: track.contentHint,
      listedInEnumerateDevices: (await navigator.mediaDevices.enumerateDevices()).some(({ deviceId }) => deviceId === settings.deviceId),
    },
    notes: { settings, capabilities },
  };
}
