// Calls getUserMedia() and enumerateDevices() on a machine without devices, with permissions granted and denied.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: stage=none
import { queryStates, requestMedia } from "../../lib/grants.js";

const REQUESTS = {
  camera: { video: true },
  microphone: { audio: true },
  both: { video: true, audio: true },
  cameraByWidth: { video: { width: { exact: 640 } } },
  cameraOverconstrained: { video: { width: { exact: 100000 } } },
  cameraByDeviceId: { video: { deviceId: { exact: "no such device" } } },
  microphoneByDeviceId: { audio: { deviceId: { exact: "no such device" } } },
  nothing: {},
};

async function askAll(rtc) {
  const errors = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) errors[name] = await requestMedia(rtc, constraints);
  return errors;
}

async function kinds() {
  return (await navigator.mediaDevices.enumerateDevices()).map((device) => device.kind);
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const before = await kinds();
  // The camera of a person must not be switched on
  if (before.some((kind) => kind.endsWith("input"))) rtc.unsupported("a machine without a camera and a microphone");
  const granted = await askAll(rtc);
  const states = await queryStates(rtc);
  const after = await kinds();
  await rtc.permit({ camera: "denied", microphone: "denied" });
  const denied = await askAll(rtc);
  return {
    facts: {
      inputsListed: [...before, ...after].filter((kind) => kind.endsWith("input")).length,
      kindsListed: [...new Set(after)].sort(),
      granted,
      statesWhileGranted: states,
      denied,
      supportedConstraints: Object.keys(navigator.mediaDevices.getSupportedConstraints()).length > 0,
    },
  };
}
