// Records which members getDisplayMedia() reads, and the interfaces and constraints around it.
// https://w3c.github.io/mediacapture-screen-share/#displaymediastreamoptions

const AROUND = ["CaptureController", "BrowserCaptureMediaStreamTrack", "CropTarget", "RestrictionTarget", "CapturedMouseEvent"];
const CONSTRAINTS = ["displaySurface", "logicalSurface", "cursor", "restrictOwnAudio", "suppressLocalAudioPlayback", "screenPixelRatio"];

// All members are undefined but `video`, which is false: the call rejects before a prompt is shown.
function recorder(read) {
  return new Proxy({}, {
    get(_target, name) {
      if (typeof name === "string") read.add(name);
      return name === "video" ? false : undefined;
    },
  });
}

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  const read = new Set();
  const outcome = await rtc.requestDisplay(recorder(read));
  const supported = navigator.mediaDevices.getSupportedConstraints();
  return {
    facts: {
      read: [...read].sort(),
      outcome: rtc.inAWord(outcome),
      interfaces: AROUND.filter((name) => name in globalThis),
      captureControllerMembers: globalThis.CaptureController ? Object.getOwnPropertyNames(CaptureController.prototype).sort() : null,
      supportedConstraints: CONSTRAINTS.filter((name) => supported[name] === true),
    },
  };
}
