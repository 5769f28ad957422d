// The part of `rtc` that waits: never for ever, never for a fixed time.

export class Deadline extends Error {
  constructor(label, milliseconds) {
    super(`nothing within ${milliseconds} ms: ${label}`);
    this.name = "Deadline";
  }
}

export default function wait({ rtc, waiting }) {
  // The promise's own outcome, or a rejection whose name is "Deadline". With `rtc.attempt` around it, that is a value.
  async function within(milliseconds, promise, label) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Deadline(label, milliseconds)), milliseconds);
    });
    try {
      return await waiting(label, Promise.race([promise, late]));
    } finally {
      clearTimeout(timer);
    }
  }

  // The next event of that type, or a rejection whose name is "Deadline".
  async function event(target, type, milliseconds = 10000) {
    let listener;
    const happened = new Promise((resolve) => {
      listener = resolve;
      target.addEventListener(type, listener);
    });
    try {
      return await within(milliseconds, happened, `event ${type}`);
    } finally {
      target.removeEventListener(type, listener);
    }
  }

  // Calls look() every `every` milliseconds until it returns something truthy, which is the result.
  async function until(look, { ms = 10000, every = 30, label = "a condition" } = {}) {
    let over = false;
    const seen = async () => {
      while (!over) {
        const found = await look();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, every));
      }
      return undefined;
    };
    try {
      return await within(ms, seen(), label);
    } finally {
      over = true;
    }
  }

  // What became of a promise: {state: "fulfilled", value}, {state: "rejected", error: {name, constraint?}} or {state: "pending"}.
  async function settled(milliseconds, promise, label) {
    const result = await rtc.attempt(() => within(milliseconds, promise, label));
    if (result.ok) return { state: "fulfilled", value: result.value };
    return result.error.name === "Deadline" ? { state: "pending" } : { state: "rejected", error: result.error };
  }

  return { within, event, until, settled };
}
