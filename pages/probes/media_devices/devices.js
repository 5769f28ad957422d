// Calls enumerateDevices() before capture, during camera capture, and during camera and microphone capture.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-enumeratedevices

const KINDS = ["audioinput", "videoinput", "audiooutput"];

function describe(devices) {
  const ofKind = (kind) => devices.filter((device) => device.kind === kind);
  return {
    order: [...new Set(devices.map((device) => device.kind))],
    count: Object.fromEntries(KINDS.map((kind) => [kind, ofKind(kind).length])),
    labels_shown: devices.filter((device) => device.label !== "").map((device) => device.label),
    device_ids_shown: devices.filter((device) => device.deviceId !== "").length,
    group_ids_shown: devices.filter((device) => device.groupId !== "").length,
    interfaces: [...new Set(devices.map((device) => device.constructor.name))].sort(),
  };
}

export default async function (rtc) {
  const list = () => navigator.mediaDevices.enumerateDevices();
  const before = await list();
  await rtc.camera();
  const camera_only = await list();
  await rtc.microphone();
  const after = await list();
  const again = await list();
  const ids = (devices) => devices.map((device) => device.deviceId).join();
  return {
    facts: {
      before: describe(before),
      camera_only: describe(camera_only),
      after: describe(after),
      ids_stable: ids(after) === ids(again),
      ids_unique_within_kind: new Set(after.map((device) => device.kind + device.deviceId)).size === after.length,
      has_get_capabilities: after.some((device) => typeof device.getCapabilities === "function"),
    },
    notes: { after: after.map((device) => device.toJSON()) },
  };
}
