// `isSecureContext`, `permissions.query()` and `enumerateDevices()` on a `file:` page.
// https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
// META: alone
const COMMANDS = [
  { command: "surroundings" },
  { command: "query", params: { name: "camera" } },
  { command: "query", params: { name: "microphone" } },
  { command: "enumerate" },
];

const valueOf = (answer) => (answer.ok ? answer.value : answer.error.name);

export default async function (rtc) {
  const [surroundings, camera, microphone, devices] = (await rtc.inFile(COMMANDS)).map(valueOf);
  return { facts: { surroundings, states: { camera, microphone }, devices } };
}
