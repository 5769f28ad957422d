// What a page may do with cameras and microphones, asked in the same words by every probe of permissions.

const PENDING = 2500;

// The state that permissions.query tells, or the name of the error.
export async function queryState(rtc, name) {
  if (!navigator.permissions?.query) return "no permissions.query";
  const queried = await rtc.attempt(async () => (await navigator.permissions.query({ name })).state);
  return queried.ok ? queried.value : queried.error.name;
}

export async function queryStates(rtc) {
  return { camera: await queryState(rtc, "camera"), microphone: await queryState(rtc, "microphone") };
}

function stopLater(asked) {
  asked.then((stream) => stream.getTracks().forEach((track) => track.stop())).catch(() => {});
  return asked;
}

// What becomes of getUserMedia without asking for permission first: "granted" or the name of the error; what it opened is
// stopped. For what is decided: it waits as long as the probe may, since a slow machine is no observation.
export async function requestMedia(rtc, constraints) {
  const asked = await rtc.attempt(() => stopLater(navigator.mediaDevices.getUserMedia(constraints)));
  return asked.ok ? "granted" : asked.error.name;
}

// The same for what a person has yet to decide: a request that is still open after a while is "pending".
export async function requestPrompted(rtc, constraints) {
  const asked = stopLater(navigator.mediaDevices.getUserMedia(constraints));
  const outcome = await rtc.settled(PENDING, asked, "an answer of the person");
  if (outcome.state === "rejected") return outcome.error.name;
  return outcome.state === "fulfilled" ? "granted" : "pending";
}

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

// What a command of a frame of rtc.frame() gives, or the name of its error.
async function inFrame(rtc, frame, command, params) {
  const outcome = await rtc.attempt(() => frame.run(command, params));
  return outcome.ok ? outcome.value : outcome.error.name;
}

async function statesIn(rtc, frame) {
  const query = (name) => inFrame(rtc, frame, "query", { name });
  return { camera: await query("camera"), microphone: await query("microphone") };
}

// What permissions.query tells in a frame: {camera, microphone}, states or names of errors.
export async function frameStates(rtc, options) {
  return statesIn(rtc, await rtc.frame(options));
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
    queried: await statesIn(rtc, frame),
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
