// The part of `rtc` with general functions: permissions, user activation, failures as values, facts while the probe runs.

import { isOwnFault, markFromBrowser, OwnFault } from "./faults.js";
import { plain } from "./plain.js";

// End a probe because the browser lacks what it needs. This is not a failure.
export class Unsupported extends Error {
  constructor(what) {
    super(what);
    this.name = "Unsupported";
    this.what = what;
  }
}

function describe(error) {
  const described = { name: error?.name ?? typeof error };
  if (typeof error?.constraint === "string") described.constraint = error.constraint;
  return described;
}

function clickOfAPerson() {
  return new Promise((resolve) => {
    const button = document.createElement("button");
    button.textContent = "Click to go on";
    button.style.cssText = "position:fixed;inset:1rem auto auto 1rem;z-index:9;padding:.6rem 1.2rem;font:inherit";
    button.addEventListener("click", () => {
      button.remove();
      resolve();
    });
    document.body.append(button);
  });
}

export default function rtcPart({ cleanup, ask, byHand, note, waiting, controller, report }) {
  let failures = 0;

  // End the probe because the browser lacks `what`.
  function unsupported(what) {
    throw new Unsupported(what);
  }

  // Set permissions by name ("camera", "microphone") to "granted", "denied" or "prompt", by default for this origin. On the
  // manual page "granted" does nothing, because the browser prompts; the other states need the tool.
  async function permit(states, { origin = null } = {}) {
    for (const [name, state] of Object.entries(states)) {
      if (byHand && state === "granted") continue;
      await ask("permit", { name, state, origin });
    }
  }

  // Give the page transient activation; on the manual page, wait for a click.
  async function activate() {
    if (byHand) await waiting("a click", clickOfAPerson());
    else await ask("activate");
  }

  // Open the frame page from a file:// URL, run commands [{command, params}] there, and return the results. Only the tool
  // can open it: a page loaded over http cannot.
  const inFile = (commands) => ask("file", { commands });

  // Report a fact immediately, so that it is kept if the probe throws, hangs or crashes later. The facts that the probe
  // returns are added to these.
  function fact(name, value) {
    report.facts[name] = plain(value);
    controller.report?.({ facts: { [name]: report.facts[name] } });
    return value;
  }

  // Name the probe's next step. A fault reports it.
  function step(name) {
    report.step = name;
    controller.report?.({ step: name });
  }

  // Run {name: action} in sequence. Each is a step, and its outcome is the fact of that name.
  async function steps(actions) {
    for (const [name, action] of Object.entries(actions)) {
      step(name);
      fact(name, await action());
    }
  }

  // Call a browser API whose failure ends the probe. Any exception counts as the browser's, including a TypeError, which
  // would otherwise count as a fault of the probe. Keep other code out of the action.
  async function call(action) {
    try {
      return await action();
    } catch (error) {
      throw error instanceof Unsupported || error instanceof OwnFault ? error : markFromBrowser(error);
    }
  }

  // Return a failure as a value: {ok: true, value} or {ok: false, error: {name, constraint?}}. The message is kept as a
  // note. An undefined name in our own code is not the browser's failure and ends the probe.
  async function attempt(action) {
    try {
      return { ok: true, value: await action() };
    } catch (error) {
      const ours = error instanceof OwnFault || (error instanceof ReferenceError && isOwnFault(error));
      if (ours || error instanceof Unsupported) throw error;
      failures += 1;
      note(`failure ${failures}`, `${error?.name}: ${error?.message}`);
      return { ok: false, error: describe(error) };
    }
  }

  return { cleanup, note, unsupported, permit, activate, inFile, fact, step, steps, call, attempt, byHand };
}
