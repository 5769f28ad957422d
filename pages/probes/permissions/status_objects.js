// Several `PermissionStatus` objects of one permission: their `change` events, members and errors.
// https://w3c.github.io/permissions/#permissionstatus-interface

const DEADLINE = 3000;

function toldOfEvent(event, status) {
  return {
    type: event.type, interface: event.constructor.name, trusted: event.isTrusted, bubbles: event.bubbles, cancelable: event.cancelable,
    targetIsStatus: event.target === status, text: String(event),
  };
}

async function change(rtc, first, second, state) {
  const told = { first: [], second: [] };
  first.onchange = () => told.first.push(first.state);
  second.onchange = () => told.second.push(second.state);
  const events = [];
  first.addEventListener("change", (event) => events.push(toldOfEvent(event, first)), { once: true });
  await rtc.permit({ camera: state });
  await rtc.attempt(() => rtc.until(() => told.first.length && told.second.length, { ms: DEADLINE, label: "both change events" }));
  first.onchange = second.onchange = null;
  return { first: told.first, second: told.second, event: events[0] ?? null };
}

async function unchanged(rtc, status) {
  const told = [];
  status.onchange = () => told.push(status.state);
  await rtc.permit({ camera: status.state });
  await rtc.attempt(() => rtc.until(() => told.length > 0, { ms: 400, label: "a change event without a state change" }));
  status.onchange = null;
  return told.length > 0;
}

export default async function (rtc) {
  if (!navigator.permissions?.query) rtc.unsupported("navigator.permissions.query");
  await rtc.permit({ camera: "granted" });
  const first = await navigator.permissions.query({ name: "camera" });
  const second = await navigator.permissions.query({ name: "camera" });
  const { query } = navigator.permissions;
  const facts = {
    objectsDiffer: first !== second,
    isEventTarget: first instanceof EventTarget,
    toStringTag: Object.prototype.toString.call(first),
    members: Object.getOwnPropertyNames(PermissionStatus.prototype).sort(),
    permissionsMembers: Object.getOwnPropertyNames(Permissions.prototype).sort(),
    constructorCall: (await rtc.attempt(() => new PermissionStatus())).error?.name ?? "made",
    stateAssignment: (await rtc.attempt(() => (first.state = "denied"))).error?.name ?? first.state,
    detachedQuery: (await rtc.attempt(() => query({ name: "camera" }))).error?.name ?? "answered",
    eventWithoutChange: await unchanged(rtc, first),
    onchange: await change(rtc, first, second, "denied"),
  };
  facts.statesAfter = [first.state, second.state];
  return { facts };
}
