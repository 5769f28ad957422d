// Reads navigator.mediaDevices: identity, interface, devicechange handlers, and methods called without their object.
// https://w3c.github.io/mediacapture-main/#mediadevices

async function outcome(rtc, action) {
  const done = await rtc.settled(3000, Promise.resolve().then(action), "a settled promise");
  return done.state === "rejected" ? done.error.name : done.state;
}

function heard() {
  const seen = [];
  const { mediaDevices } = navigator;
  mediaDevices.ondevicechange = (event) => seen.push(`handler ${event.type} ${event.isTrusted}`);
  mediaDevices.addEventListener("devicechange", (event) => seen.push(`listener ${event.type} ${event.isTrusted}`));
  mediaDevices.dispatchEvent(new Event("devicechange"));
  mediaDevices.ondevicechange = null;
  return seen;
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const { mediaDevices } = navigator;
  const { getUserMedia, enumerateDevices, getSupportedConstraints } = mediaDevices;
  const ChangeEvent = globalThis.DeviceChangeEvent;
  const made = ChangeEvent ? new ChangeEvent("devicechange") : null;
  return {
    facts: {
      sameObject: mediaDevices === navigator.mediaDevices,
      isEventTarget: mediaDevices instanceof EventTarget,
      toStringTag: Object.prototype.toString.call(mediaDevices),
      constructorCall: (await rtc.attempt(() => new MediaDevices())).error?.name ?? "made",
      detached: {
        getUserMedia: await outcome(rtc, () => getUserMedia({ video: true })),
        enumerateDevices: await outcome(rtc, () => enumerateDevices()),
        getSupportedConstraints: await outcome(rtc, () => getSupportedConstraints()),
      },
      dispatchedEvents: heard(),
      deviceChangeEvent: made && { devices: "devices" in made, userInsertedDevices: "userInsertedDevices" in made },
      methods: ["enumerateDevices", "getDisplayMedia", "getSupportedConstraints", "getUserMedia", "getViewportMedia",
        "selectAudioOutput", "setCaptureHandleConfig", "setSupportedCaptureActions", "setPreferredSinkId", "getAllScreensMedia"]
        .filter((name) => name in mediaDevices),
      isSecureContext,
    },
  };
}
