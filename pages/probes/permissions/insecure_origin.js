// WebRTC interfaces, `navigator.mediaDevices` and `permissions.query()` in an insecure context (http).
// https://w3c.github.io/mediacapture-main/#navigator-interface-extensions
// META: origin=insecure
import { queryState } from "../../lib/grants.js";

const INTERFACES = [
  "MediaDevices", "MediaStream", "MediaStreamTrack", "MediaRecorder", "RTCPeerConnection", "RTCDataChannel", "RTCRtpSender",
  "RTCRtpScriptTransform", "RTCCertificate", "MediaStreamTrackProcessor", "VideoEncoder", "AudioContext", "AudioWorklet",
];

export default async function (rtc) {
  const legacy = ["getUserMedia", "webkitGetUserMedia", "mozGetUserMedia"];
  return {
    facts: {
      isSecureContext,
      mediaDevices: navigator.mediaDevices !== undefined,
      permissions: navigator.permissions !== undefined,
      mediaCapabilities: navigator.mediaCapabilities !== undefined,
      subtleCrypto: crypto.subtle !== undefined,
      legacy: legacy.filter((name) => typeof navigator[name] === "function"),
      interfaces: Object.fromEntries(INTERFACES.map((name) => [name, name in globalThis])),
      camera: await queryState(rtc, "camera"),
    },
  };
}
