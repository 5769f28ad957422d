// Calls the legacy navigator.getUserMedia() with callbacks, its prefixed names, and `URL.createObjectURL()` of a stream.
// https://w3c.github.io/mediacapture-main/#dom-navigator-getusermedia

const NAMES = ["getUserMedia", "webkitGetUserMedia", "mozGetUserMedia"];

function byCallbacks(rtc, name, constraints) {
  const asked = new Promise((resolve) => {
    navigator[name](constraints, resolve, resolve);
  });
  return rtc.within(20000, asked, `${name} with callbacks`);
}

async function call(rtc, name, constraints) {
  const called = await rtc.attempt(() => byCallbacks(rtc, name, constraints));
  if (!called.ok) return `thrown: ${called.error.name}`;
  if (!(called.value instanceof MediaStream)) return `told: ${called.value.name}`;
  called.value.getTracks().forEach((track) => track.stop());
  return "a stream";
}

export default async function (rtc) {
  const stream = await rtc.camera();
  const calls = {};
  for (const name of NAMES.filter((each) => typeof navigator[each] === "function")) {
    calls[name] = {
      video: await call(rtc, name, { video: true }),
      impossible: await call(rtc, name, { video: { width: { exact: 100000 } } }),
      nothing: await call(rtc, name, {}),
      withoutCallbacks: (await rtc.attempt(() => navigator[name]({ video: true }))).error?.name ?? "taken",
    };
  }
  const address = await rtc.attempt(() => URL.createObjectURL(stream));
  const element = document.createElement("video");
  const old = ["webkitMediaStream", "mozMediaStream", "webkitRTCPeerConnection", "mozRTCPeerConnection", "LocalMediaStream"];
  return {
    facts: {
      calls,
      createObjectURL: address.ok ? "made" : address.error.name,
      legacyInterfaces: old.filter((name) => name in globalThis),
      streamMembers: ["stop", "ended", "onended", "label"].filter((name) => name in stream),
      trackMembers: ["getSources", "remote", "readonly", "onoverconstrained"].filter((name) => name in stream.getTracks()[0]),
      elementMembers: ["mozSrcObject", "webkitSrcObject", "srcObject"].filter((name) => name in element),
      getSupportedConstraintsReturnsCopy:
        navigator.mediaDevices.getSupportedConstraints() !== navigator.mediaDevices.getSupportedConstraints(),
    },
  };
}
