// The part of `rtc` that waits for conditions, always with a deadline and never for a fixed time.

export class Deadline extends Error {
  constructor(label, milliseconds) {
    super(`nothing within ${milliseconds} ms: ${label}`);
    this.name = "Deadline";
  }
}

export default function wait({ rtc, waiting }) {
  // Return the promise's outcome, or reject with an error named "Deadline". Wrap it in `rtc.attempt` to get a value.
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

  // Resolve with the next event of that type, or reject with an error named "Deadline".
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

  // Call look() every `every` milliseconds until it returns a truthy value, and return that value.
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

  // Return the state of a promise: {state: "fulfilled", value}, {state: "rejected", error: {name, constraint?}} or {state:
  // "pending"}.
  async function settled(milliseconds, promise, label) {
    const result = await rtc.attempt(() => within(milliseconds, promise, label));
    if (result.ok) return { state: "fulfilled", value: result.value };
    return result.error.name === "Deadline" ? { state: "pending" } : { state: "rejected", error: result.error };
  }

  return { within, event, until, settled };
}
