// `WorkerNavigator.permissions`: `query()` in a worker and the `change` event of its `PermissionStatus`.
// https://w3c.github.io/permissions/#extensions-to-the-navigator-and-workernavigator-interfaces
// META: timeout=60
import { startWorker } from "../../lib/worker.js";

const NAMES = ["camera", "microphone", "geolocation", "notifications", "display-capture"];

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "denied" });
  const told = [];
  const { run } = startWorker(rtc, { told: (state) => told.push(state) });
  const facts = { navigator: await run("navigator", { names: ["permissions", "mediaDevices", "mediaCapabilities"] }), states: {} };
  for (const name of NAMES) {
    const asked = await rtc.attempt(() => run("query", { name }));
    facts.states[name] = asked.ok ? asked.value : asked.error.name;
  }
  await rtc.permit({ camera: "denied" });
  await rtc.attempt(() => rtc.until(() => told.length > 0, { ms: 10000, label: "PermissionStatus change event in the worker" }));
  facts.changeEvents = told;
  return { facts };
}
