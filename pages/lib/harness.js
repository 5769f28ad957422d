// Run the probe that the address names (`?probe=area/name.js`) and give its record to the controller.

import { controllerOf } from "./controllers.js";
import { watchConsole } from "./console.js";
import { gather, OwnFault } from "./gathering.js";

const DEFAULT_DEADLINE = 20000;
const ROLES = ["offerer", "answerer"];
const PROBE_PATH = /^[a-z0-9_-]+(\/[a-z0-9_-]+)*\.js$/;

// Return the probe's function: the default export or, in a pair, the export named after the role.
async function loadProbe(path, role) {
  if (!PROBE_PATH.test(path ?? "")) throw new OwnFault(`"${path}" is not the path of a probe`);
  try {
    const module = await import(new URL(`../probes/${path}`, import.meta.url).href);
    const probe = module[role ?? "default"];
    if (typeof probe === "function") return probe;
  } catch (error) {
    throw new OwnFault(`${path} does not load: ${error.name}: ${error.message}`);
  }
  throw new OwnFault(`${path} has no ${role ?? "default"} export that is a function`);
}

async function main() {
  const query = new URLSearchParams(location.search);
  const path = query.get("probe");
  document.title = `${path} - rtcmatrix`;
  const controller = await controllerOf(query.get("link"));
  watchConsole((level, text) => controller.console(level, text));
  const deadline = Number(query.get("deadline")) || DEFAULT_DEADLINE;
  const role = ROLES.find((one) => one === query.get("role")) ?? null;
  controller.record(await gather(() => loadProbe(path, role), controller, deadline, role));
}

main();
