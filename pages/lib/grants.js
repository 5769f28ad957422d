// Camera and microphone access, queried the same way by every permission probe.

const PENDING = 2500;

// Return the state of permissions.query(), or the error name.
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

// Call getUserMedia() without granting a permission first. Return "granted" or the error name; its tracks are stopped. Use
// it for decided permissions: it waits as long as the probe's deadline, because a slow machine is not an observation.
export async function requestMedia(rtc, constraints) {
  const asked = await rtc.attempt(() => stopLater(navigator.mediaDevices.getUserMedia(constraints)));
  return asked.ok ? "granted" : asked.error.name;
}

// The same for a permission that is not decided yet: a request that is still open after a while is "pending".
export async function requestPrompted(rtc, constraints) {
  const asked = stopLater(navigator.mediaDevices.getUserMedia(constraints));
  const outcome = await rtc.settled(PENDING, asked, "the user's answer to the prompt");
  if (outcome.state === "rejected") return outcome.error.name;
  return outcome.state === "fulfilled" ? "granted" : "pending";
}

// Return how each kind of input device is exposed: {videoinput: {listed, labelled, identified}, ...}.
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

// Return the result of a command in an iframe of rtc.openIframe(), or the error name.
async function inIframe(rtc, iframe, command, params) {
  const outcome = await rtc.attempt(() => iframe.run(command, params));
  return outcome.ok ? outcome.value : outcome.error.name;
}

async function statesIn(rtc, iframe) {
  const query = (name) => inIframe(rtc, iframe, "query", { name });
  return { camera: await query("camera"), microphone: await query("microphone") };
}

// Return the states of permissions.query() in an iframe: {camera, microphone}, each a state or an error name.
export async function iframeStates(rtc, options) {
  return statesIn(rtc, await rtc.openIframe(options));
}

// Return what an iframe can access: its surroundings, getUserMedia() outcomes, exposed devices and permission states.
export async function iframeAccess(rtc, options) {
  const iframe = await rtc.openIframe(options);
  const surroundings = await iframe.run("surroundings");
  if (!surroundings.mediaDevices) return { surroundings };
  const ask = (command, params) => inIframe(rtc, iframe, command, params);
  const facts = {
    surroundings,
    camera: await ask("getUserMedia", { video: true }),
    microphone: await ask("getUserMedia", { audio: true }),
    both: await ask("getUserMedia", { video: true, audio: true }),
    devices: await ask("enumerate"),
    queried: await statesIn(rtc, iframe),
  };
  await iframe.run("stop");
  return facts;
}

// Return which of the policy features this document allows, with document.permissionsPolicy or document.featurePolicy; null
// without either.
export function allowedFeatures(names) {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  if (!policy) return null;
  return Object.fromEntries(names.map((name) => [name, policy.allowsFeature(name)]));
}
