// The part of `rtc` that asks for things and keeps order: permissions, user activation, failures as values, facts on the way.

import { isOwnFault, markFromBrowser, OwnFault } from "./faults.js";
import { plain } from "./plain.js";

// Ends a probe because the browser lacks what it needs; not a failure.
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

export default function rtcPart({ cleanup, ask, byHand, note, waiting, caller, report }) {
  let failures = 0;

  // Ends the probe: the browser lacks `what`.
  function unsupported(what) {
    throw new Unsupported(what);
  }

  // Sets permissions by name ("camera", "microphone") to "granted", "denied" or "prompt", by default for this origin.
  // By hand nothing is done for "granted", because the person is asked; the others need a tool.
  async function permit(states, { origin = null } = {}) {
    for (const [name, state] of Object.entries(states)) {
      if (byHand && state === "granted") continue;
      await ask("permit", { name, state, origin });
    }
  }

  // Gives the page transient activation, as a click does; by hand it is a click.
  async function activate() {
    if (byHand) await waiting("a click", clickOfAPerson());
    else await ask("activate");
  }

  // Opens the page of frames from the disk, has it do commands [{command, params}], and gives its answers: a page that
  // came over http may not open one.
  const inFile = (commands) => ask("file", { commands });

  // Reports a fact at once: it is kept also where the probe throws, hangs or dies later. What the probe returns as facts in
  // the end is added to these.
  function fact(name, value) {
    report.facts[name] = plain(value);
    caller.report?.({ facts: { [name]: report.facts[name] } });
    return value;
  }

  // Says what the probe does next; a fault names it.
  function step(name) {
    report.step = name;
    caller.report?.({ step: name });
  }

  // Does {name: action} one after the other, each as a step whose outcome is the fact of that name.
  async function steps(actions) {
    for (const [name, action] of Object.entries(actions)) {
      step(name);
      fact(name, await action());
    }
  }

  // Calls the browser's API where a failure ends the probe: whatever the action throws is the browser's failure, a TypeError
  // too, which would else be taken for a fault of the probe. Keep what is computed out of it.
  async function call(action) {
    try {
      return await action();
    } catch (error) {
      throw error instanceof Unsupported || error instanceof OwnFault ? error : markFromBrowser(error);
    }
  }

  // A failure as a value: {ok: true, value} or {ok: false, error: {name, constraint?}}. The message is kept as a note.
  // A name that is not defined in our own code is no failure of the browser, and ends the probe.
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
