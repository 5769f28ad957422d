// `getUserMedia()` with arguments that request neither audio nor video, and its legacy forms.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia

const EMPTY = {
  nothing: [],
  null: [null],
  empty: [{}],
  videoFalse: [{ video: false }],
  bothFalse: [{ audio: false, video: false }],
  bothNull: [{ audio: null, video: null }],
  number: [1],
  unknownMember: [{ screen: true }],
};

async function call(rtc, args) {
  try {
    const promise = navigator.mediaDevices.getUserMedia(...args);
    const outcome = await rtc.settled(3000, promise, "getUserMedia");
    if (outcome.state === "fulfilled") outcome.value.getTracks().forEach((track) => track.stop());
    return outcome.state === "rejected" ? outcome.error.name : outcome.state;
  } catch (error) {
    return `thrown at once: ${error.name}`;
  }
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const rejectsWith = {};
  for (const [name, args] of Object.entries(EMPTY)) rejectsWith[name] = await call(rtc, args);
  const legacy = ["getUserMedia", "webkitGetUserMedia", "mozGetUserMedia", "msGetUserMedia"];
  return {
    facts: {
      rejectsWith,
      legacyNames: legacy.filter((name) => typeof navigator[name] === "function"),
      length: navigator.mediaDevices.getUserMedia.length,
      mediaDevicesMembers: Object.getOwnPropertyNames(MediaDevices.prototype).sort(),
    },
  };
}
