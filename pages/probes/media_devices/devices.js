// Calls enumerateDevices() before capture, during camera capture, and during camera and microphone capture.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-enumeratedevices

const KINDS = ["audioinput", "videoinput", "audiooutput"];

function describe(devices) {
  const ofKind = (kind) => devices.filter((device) => device.kind === kind);
  return {
    order: [...new Set(devices.map((device) => device.kind))],
    count: Object.fromEntries(KINDS.map((kind) => [kind, ofKind(kind).length])),
    labelsExposed: devices.filter((device) => device.label !== "").map((device) => device.label),
    deviceIdsExposed: devices.filter((device) => device.deviceId !== "").length,
    groupIdsExposed: devices.filter((device) => device.groupId !== "").length,
    interfaces: [...new Set(devices.map((device) => device.constructor.name))].sort(),
  };
}

export default async function (rtc) {
  const list = () => navigator.mediaDevices.enumerateDevices();
  const before = await list();
  await rtc.camera();
  const cameraOnly = await list();
  await rtc.microphone();
  const after = await list();
  const again = await list();
  const ids = (devices) => devices.map((device) => device.deviceId).join();
  return {
    facts: {
      before: describe(before),
      cameraOnly: describe(cameraOnly),
      after: describe(after),
      deviceIdsStable: ids(after) === ids(again),
      deviceIdsUniquePerKind: new Set(after.map((device) => device.kind + device.deviceId)).size === after.length,
      hasGetCapabilities: after.some((device) => typeof device.getCapabilities === "function"),
    },
    notes: { after: after.map((device) => device.toJSON()) },
  };
}
