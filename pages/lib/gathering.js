// Run a probe and make its record. It does not judge: a probe that throws, times out or lacks an API has a record too.
//
// `rtc`, the object that a probe receives, is composed of the parts below. A part is a function that takes the context and
// returns members of `rtc`. The context:
//   rtc                 the object itself, for members that use others
//   cleanup(fn)         run fn after the probe, last registered first
//   ask(name, params)   ask the tool; rejects with Unsupported if it cannot, or on the manual page
//   byHand              true if no tool drives the page
//   role                in a pair "offerer" or "answerer", otherwise null
//   controller          see controllers.js; in a pair it carries the signals
//   note(key, value)    store evidence that is never compared
//   report              {facts, step}: the values of rtc.fact and rtc.step so far
//   waiting(label, promise)   return the promise's outcome; a timeout of the probe names the pending labels

import calls from "./calls.js";
import display from "./display.js";
import { isOwnFault, missingMethod, OwnFault } from "./faults.js";
import files from "./files.js";
import iframes from "./iframes.js";
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

function makeContext(controller, role) {
  const cleanups = [];
  const labels = new Set();
  const notes = {};
  const report = { facts: {}, step: null };
  const context = {
    rtc: {},
    byHand: controller.byHand,
    role,
    controller,
    report,
    ask: (name, params = {}) => context.waiting(`${name} by the tool`, controller.ask(name, params)),
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
  const parts = [rtcPart, wait, media, sound, display, calls, iframes, stages, files, signal];
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

// Run the probe that `load()` returns and make its record for a controller (see controllers.js). The probe has `deadline`
// milliseconds. `role` is its role in a pair: its record waits until the other page has ended too, because closing a
// connection early would end the call for both.
export async function gather(load, controller, deadline, role = null) {
  const { context, cleanups, labels, notes, report } = makeContext(controller, role);
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
    // Keep the facts reported so far as `partial`: they are not a complete set
    Object.assign(record, describeFault(error), { partial: report.facts, step: report.step });
  }
  record.duration = (performance.now() - started) / 1000;
  record.notes = plain(notes);
  await runCleanups(cleanups);
  return record;
}
