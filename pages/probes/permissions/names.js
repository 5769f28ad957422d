// `permissions.query()` with every registered permission name, and with invalid descriptors.
// https://w3c.github.io/permissions/#query-method
import { queryState } from "../../lib/grants.js";

const NAMES = [
  "accelerometer", "ambient-light-sensor", "background-fetch", "background-sync", "bluetooth", "camera",
  "captured-surface-control", "clipboard-read", "clipboard-write", "display-capture", "fullscreen", "geolocation",
  "gyroscope", "idle-detection", "keyboard-lock", "local-fonts", "local-network", "local-network-access",
  "loopback-network", "magnetometer", "microphone", "midi", "nfc", "notifications", "payment-handler",
  "persistent-storage", "pointer-lock", "push", "screen-wake-lock", "speaker-selection", "storage-access",
  "top-level-storage-access", "window-management",
];

// One fact per case, so that a changed case shows as one difference.
const INVALID = {
  "an unknown name": [{ name: "no-such-permission" }],
  "an empty name": [{ name: "" }],
  "a name in capitals": [{ name: "CAMERA" }],
  "no name": [{}],
  "no descriptor": [],
  "null": [null],
  "a string": ["camera"],
};

export default async function (rtc) {
  if (!navigator.permissions?.query) rtc.unsupported("navigator.permissions.query");
  await rtc.permit({ camera: "granted", microphone: "denied" });
  const known = {};
  for (const name of NAMES) known[name] = await queryState(rtc, name);
  const invalid = {};
  for (const [what, parameters] of Object.entries(INVALID)) {
    const asked = await rtc.attempt(async () => (await navigator.permissions.query(...parameters)).state);
    invalid[what] = asked.ok ? asked.value : asked.error.name;
  }
  const status = await navigator.permissions.query({ name: "geolocation" });
  return { facts: { known, invalid, status: { name: status.name ?? null } } };
}
