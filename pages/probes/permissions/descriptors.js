// `permissions.query()` with additional descriptor members, and with names that only some browsers support.
// https://w3c.github.io/permissions-registry/

const DESCRIPTORS = {
  "camera that pans, tilts and zooms": { name: "camera", panTiltZoom: true },
  "camera that does not": { name: "camera", panTiltZoom: false },
  "camera with an id": { name: "camera", deviceId: "no such device" },
  "midi": { name: "midi" },
  "midi with system messages": { name: "midi", sysex: true },
  "push for people": { name: "push", userVisibleOnly: true },
  "push unseen": { name: "push", userVisibleOnly: false },
  "clipboard-read": { name: "clipboard-read" },
  "clipboard-write without a click": { name: "clipboard-write", allowWithoutGesture: true },
  "fullscreen": { name: "fullscreen" },
  "fullscreen without a click": { name: "fullscreen", allowWithoutGesture: true },
  "top-level-storage-access for an origin": { name: "top-level-storage-access", requestedOrigin: "https://example.com" },
  "local-network-access to loopback": { name: "local-network-access", ipAddressSpace: "loopback" },
};

const NAMES = [
  "audio-capture", "video-capture", "audio_capture", "video_capture", "ambient-light", "automatic-fullscreen", "background-audio",
  "camera-pan-tilt-zoom", "compute-pressure", "device-info", "digital-credentials-get", "eye-tracking", "face-capture", "gamepad",
  "hand-tracking", "hid", "keyboard-map", "language-detector", "language-model", "media-session", "on-device-speech-recognition",
  "periodic-background-sync", "persistent-storage", "protected-media", "screen", "screen-capture", "serial", "smart-card", "speaker",
  "speaker-selection", "summarizer", "system-wake-lock", "tab-capture", "translator", "usb", "vibrate", "web-app-installation",
  "web-printing", "window-placement", "xr-spatial-tracking", "mediakeysystem", "private-network-access",
];

async function ask(rtc, descriptor) {
  const asked = await rtc.attempt(async () => (await navigator.permissions.query(descriptor)).state);
  return asked.ok ? asked.value : asked.error.name;
}

export default async function (rtc) {
  if (!navigator.permissions?.query) rtc.unsupported("navigator.permissions.query");
  await rtc.permit({ camera: "granted" });
  const descriptors = {};
  for (const [what, descriptor] of Object.entries(DESCRIPTORS)) descriptors[what] = await ask(rtc, descriptor);
  const names = {};
  for (const name of NAMES) names[name] = await ask(rtc, { name });
  const others = ["request", "requestAll", "revoke"].filter((name) => name in navigator.permissions);
  return { facts: { descriptors, names, otherMethods: others } };
}
