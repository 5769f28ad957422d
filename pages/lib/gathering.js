// Runs a probe and makes its record. It judges nothing: a probe that throws, hangs or lacks something is a record like any other.
//
// `rtc`, the object a probe is given, is composed of the parts below. A part is a function that takes the context and
// returns members of `rtc`. The context:
//   rtc                 the object itself, for members that build on others
//   cleanup(fn)         fn runs after the probe, last registered first
//   ask(name, params)   asks the tool; rejects with Unsupported where it cannot, or where a person sits there
//   byHand              true where no tool drives the page
//   role, caller        of a page of a pair: "offerer" or "answerer" (else null), and who carries its signals
//   note(key, value)    keeps something as evidence that is never compared
//   report              {facts, step}: what rtc.fact and rtc.step have said so far
//   waiting(label, promise)   the promise itself; its label is named if the probe's time runs out meanwhile

import calls from "./calls.js";
import display from "./display.js";
import { isOwnFault, missingMethod, OwnFault } from "./faults.js";
import files from "./files.js";
import frames from "./frames.js";
import media from "./media.js";
import { plain } from "./plain.js";
import rtcPart, { Unsupported } from "./rtc.js";
import signal from "./signal.js";
import sound from "./sound.js";
import stages from "./stages.js";
import wait from "./wait.js";

const CLEANUP_DEADLINE = 2000;
const EMPTY = {
  facts: null, metrics: {}, notes: {}, unsupported: null, fault: null, message: null, stack: null, partial: {}, step: null,
};

export { OwnFault };

function makeContext(caller, role) {
  const cleanups = [];
  const labels = new Set();
  const notes = {};
  const report = { facts: {}, step: null };
  const context = {
    rtc: {},
    byHand: caller.byHand,
    role,
    caller,
    report,
    ask: (name, params = {}) => context.waiting(`${name} by the tool`, caller.ask(name, params)),
    cleanup: (fn) => void cleanups.push(fn),
    note: (key, value) => void (notes[key] = value),
    waiting: async (label, promise) => {
      const entry = { label };
      labels.add(entry);
      try {
        return await promise;
      } finally {
        labels.delete(entry);
      }
    },
  };
  const parts = [rtcPart, wait, media, sound, display, calls, frames, stages, files, signal];
  for (const part of parts) Object.assign(context.rtc, part(context));
  return { context, cleanups, labels, notes, report };
}

function timeOut(milliseconds, labels) {
  return new Promise((_, reject) => {
    setTimeout(() => {
      const pending = [...labels].map((entry) => entry.label).join(", ") || "the probe itself";
      reject({ fault: "timeout", message: `no end within ${milliseconds} ms; waiting for ${pending}` });
    }, milliseconds);
  });
}

function describeFault(error) {
  if (error instanceof Unsupported) return { unsupported: error.what };
  if (error?.fault) return error;
  const missing = missingMethod(error);
  if (missing) return { unsupported: missing };
  const message = error instanceof OwnFault ? error.message : `${error?.name ?? typeof error}: ${error?.message ?? error}`;
  return { fault: isOwnFault(error) ? "error" : "exception", message, stack: error?.stack ?? null };
}

async function runCleanups(cleanups) {
  const all = async () => {
    while (cleanups.length > 0) {
      try {
        await cleanups.pop()();
      } catch (error) {
        console.warn(`cleanup: ${error?.name}: ${error?.message}`);
      }
    }
  };
  await Promise.race([all(), new Promise((resolve) => setTimeout(resolve, CLEANUP_DEADLINE))]);
}

// The record of the probe that `load()` gives, for a caller (see callers.js); it has `deadline` milliseconds. `role` is the
// part it plays in a pair: its record waits until the other one has ended too, for a call that is hung up is no call.
export async function gather(load, caller, deadline, role = null) {
  const { context, cleanups, labels, notes, report } = makeContext(caller, role);
  const record = { ...EMPTY };
  let started = performance.now();
  try {
    if (role) await context.rtc.signal.bothHere();
    started = performance.now();
    const work = async () => {
      const observed = await (await load())(context.rtc);
      if (role) await context.rtc.signal.bothEnded();
      return observed;
    };
    const ends = role ? [context.rtc.signal.otherGone] : [];
    const gathered = await Promise.race([work(), timeOut(deadline, labels), ...ends]);
    Object.assign(record, { facts: { ...report.facts, ...plain(gathered?.facts ?? {}) }, metrics: plain(gathered?.metrics ?? {}) });
    Object.assign(notes, gathered?.notes);
  } catch (error) {
    // What was reported until then is kept, but it is no whole set of facts
    Object.assign(record, describeFault(error), { partial: report.facts, step: report.step });
  }
  record.duration = (performance.now() - started) / 1000;
  record.notes = plain(notes);
  await runCleanups(cleanups);
  return record;
}
