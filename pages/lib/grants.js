// What a page may do with cameras and microphones, asked in the same words by every probe of permissions.

const PENDING = 1500;

// The state that permissions.query tells, or the name of the error.
export async function queryState(rtc, name) {
  if (!navigator.permissions?.query) return "no permissions.query";
  const queried = await rtc.attempt(async () => (await navigator.permissions.query({ name })).state);
  return queried.ok ? queried.value : queried.error.name;
}

export async function queryStates(rtc) {
  return { camera: await queryState(rtc, "camera"), microphone: await queryState(rtc, "microphone") };
}

// What becomes of getUserMedia without asking for permission first: "granted", "pending" or the name of the error.
// What it opened is stopped; a request that a person has yet to answer counts as pending after a second and a half.
export async function requestMedia(rtc, constraints, ms = 8000) {
  const asked = navigator.mediaDevices.getUserMedia(constraints);
  asked.then((stream) => stream.getTracks().forEach((track) => track.stop())).catch(() => {});
  const outcome = await rtc.settled(ms, asked, "getUserMedia");
  if (outcome.state === "rejected") return outcome.error.name;
  return outcome.state === "fulfilled" ? "granted" : "pending";
}

export const requestPrompted = (rtc, constraints) => requestMedia(rtc, constraints, PENDING);

// How each kind of input device is told: {videoinput: {listed, labelled, identified}, ...}.
export async function exposure() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const told = (kind) => {
    const ofKind = devices.filter((device) => device.kind === kind);
    return {
      listed: ofKind.length > 0,
      labelled: ofKind.some((device) => device.label !== ""),
      identified: ofKind.some((device) => device.deviceId !== ""),
    };
  };
  return { videoinput: told("videoinput"), audioinput: told("audioinput") };
}

// The same from inside a frame of rtc.frame(): "granted", "pending" or the name of the error; never hangs.
export async function inFrame(rtc, frame, command, params, ms = 8000) {
  const outcome = await rtc.settled(ms, frame.run(command, params), `${command} in the frame`);
  if (outcome.state === "rejected") return outcome.error.name;
  return outcome.state === "fulfilled" ? outcome.value : "pending";
}

// What a frame may do: its surroundings, what it is told of permissions, what it gets, what devices it sees.
export async function frameAccess(rtc, options) {
  const frame = await rtc.frame(options);
  const surroundings = await frame.run("surroundings");
  if (!surroundings.mediaDevices) return { surroundings };
  const ask = (command, params) => inFrame(rtc, frame, command, params);
  const facts = {
    surroundings,
    camera: await ask("getUserMedia", { video: true }),
    microphone: await ask("getUserMedia", { audio: true }),
    both: await ask("getUserMedia", { video: true, audio: true }),
    devices: await ask("enumerate"),
    queried: { camera: await ask("query", { name: "camera" }), microphone: await ask("query", { name: "microphone" }) },
  };
  await frame.run("stop");
  return facts;
}

// Which of a list of policy features this document allows, by whichever API there is; null without one.
export function allowedFeatures(names) {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  if (!policy) return null;
  return Object.fromEntries(names.map((name) => [name, policy.allowsFeature(name)]));
}
