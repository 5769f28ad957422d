// Records which options of getDisplayMedia the browser reads at all, and what it offers around them.
// https://w3c.github.io/mediacapture-screen-share/#displaymediastreamoptions

const AROUND = ["CaptureController", "BrowserCaptureMediaStreamTrack", "CropTarget", "RestrictionTarget", "CapturedMouseEvent"];
const CONSTRAINTS = ["displaySurface", "logicalSurface", "cursor", "restrictOwnAudio", "suppressLocalAudioPlayback", "screenPixelRatio"];

// Every member is missing but `video`, which is false: the call is refused before anybody is asked.
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
      controller_members: globalThis.CaptureController ? Object.getOwnPropertyNames(CaptureController.prototype).sort() : null,
      supported_constraints: CONSTRAINTS.filter((name) => supported[name] === true),
    },
  };
}
