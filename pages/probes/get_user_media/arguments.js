// `getUserMedia()` with arguments that request neither audio nor video, and its legacy forms.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia

const EMPTY = {
  nothing: [],
  null: [null],
  empty: [{}],
  video_false: [{ video: false }],
  both_false: [{ audio: false, video: false }],
  both_null: [{ audio: null, video: null }],
  a_number: [1],
  unknown_member: [{ screen: true }],
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
  const rejected_with = {};
  for (const [name, args] of Object.entries(EMPTY)) rejected_with[name] = await call(rtc, args);
  const legacy = ["getUserMedia", "webkitGetUserMedia", "mozGetUserMedia", "msGetUserMedia"];
  return {
    facts: {
      rejected_with,
      legacy_names: legacy.filter((name) => typeof navigator[name] === "function"),
      length: navigator.mediaDevices.getUserMedia.length,
      media_devices_members: Object.getOwnPropertyNames(MediaDevices.prototype).sort(),
    },
  };
}
