// `PermissionStatus` `change` events, `state` and new queries while the camera and microphone permissions change.
// https://w3c.github.io/permissions/#onchange-attribute
import { queryState } from "../../lib/grants.js";

const CHANGES = ["granted", "denied", "prompt", "granted"];
const DEADLINE = 4000;

async function follow(rtc, name) {
  await rtc.permit({ [name]: "prompt" });
  const queried = await rtc.attempt(() => navigator.permissions.query({ name }));
  if (!queried.ok) return { error: queried.error.name };
  const status = queried.value;
  const initial = status.state;
  const told = [];
  status.onchange = () => told.push(status.state);
  const seen = [];
  for (const state of CHANGES) {
    const before = told.length;
    await rtc.permit({ [name]: state });
    const heard = await rtc.attempt(() => rtc.until(() => told.length > before, { ms: DEADLINE, label: `change event to ${state}` }));
    seen.push({ set: state, event: heard.ok, state: status.state, queried: await queryState(rtc, name) });
  }
  status.onchange = null;
  return { initial, name: status.name ?? null, told, seen };
}

export default async function (rtc) {
  if (!navigator.permissions?.query) rtc.unsupported("navigator.permissions.query");
  return { facts: { camera: await follow(rtc, "camera"), microphone: await follow(rtc, "microphone") } };
}
