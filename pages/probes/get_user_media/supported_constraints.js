// `getSupportedConstraints()`, and the dictionary members that `getUserMedia()` reads.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getsupportedconstraints

function recorder(read) {
  return new Proxy({}, {
    get(target, name) {
      if (typeof name === "string") read.add(name);
      return target[name];
    },
    has: () => true,
  });
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const read = new Set();
  const stream = await navigator.mediaDevices.getUserMedia({ video: recorder(read) });
  rtc.cleanup(() => stream.getTracks().forEach((track) => track.stop()));
  const supported = navigator.mediaDevices.getSupportedConstraints();
  return {
    facts: {
      supported: Object.keys(supported).filter((name) => supported[name] === true).sort(),
      unsupported: Object.keys(supported).filter((name) => supported[name] !== true).sort(),
      read: [...read].sort(),
    },
  };
}
