// The controller of a probe's page opened it, answers its requests and takes its record. It is the tool over a WebSocket or
// the manual page; a page that was opened directly has none. A controller has byHand, ask(name, params), console(level, text)
// and record(record). The tool also has signal, onSignal and report({facts?, step?}), which receives facts and steps while
// the probe runs.

import { OwnFault } from "./faults.js";
import { Unsupported } from "./rtc.js";

// The tool, over a WebSocket to the page's own host.
class ToolLink {
  byHand = false;
  #answers = new Map();
  #socket;
  #nextId = 1;
  #signals = [];
  #takeSignal = null;

  async open(token) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#socket = new WebSocket(`${scheme}://${location.host}/link/${encodeURIComponent(token)}`);
    this.#socket.addEventListener("message", (event) => this.#take(JSON.parse(event.data)));
    await new Promise((resolve, reject) => {
      this.#socket.addEventListener("open", resolve);
      this.#socket.addEventListener("close", () => reject(new Error("the link to the tool did not open")));
    });
    // Remove the token from the address: nobody else learns it, and people and other pages see the same address in each run
    history.replaceState(null, "", location.pathname);
    this.#send({ type: "hello", userAgent: navigator.userAgent });
    return this;
  }

  ask(name, params) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#send({ type: "ask", id, name, params });
    });
  }

  console(level, text) {
    this.#send({ type: "console", level, text });
  }

  record(record) {
    this.#send({ type: "record", record });
  }

  report({ facts = {}, step = null }) {
    this.#send({ type: "report", facts, step });
  }

  // Send a message to the other page of a pair.
  signal(content) {
    this.#send({ type: "signal", content });
  }

  // Call `take` with each message of the other page, {type: "signal", content} or {type: "gone", reason}, from the first
  // one on.
  onSignal(take) {
    this.#takeSignal = take;
    this.#signals.splice(0).forEach(take);
  }

  #send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #take(message) {
    if (message.type === "signal" || message.type === "gone") {
      if (this.#takeSignal) this.#takeSignal(message);
      else this.#signals.push(message);
      return;
    }
    const waiting = this.#answers.get(message.id);
    if (message.type !== "answer" || !waiting) return;
    this.#answers.delete(message.id);
    if (message.ok) waiting.resolve(message.value);
    else waiting.reject(message.unsupported ? new Unsupported(message.error) : new OwnFault(message.error));
  }
}

// The manual page, which opened this one in an iframe or a window of the same origin.
class ManualPage {
  byHand = true;
  #messages = [];
  #window = window.parent === window ? window.opener : window.parent;

  async ask() {
    throw new Unsupported("browser automation");
  }

  console(level, text) {
    this.#messages.push({ level, text });
  }

  record(record) {
    const message = { type: "record", record: { ...record, console: this.#messages } };
    this.#window.postMessage(message, location.origin);
  }
}

// Opened directly, without a controller: show the record on the page itself.
class NoController extends ManualPage {
  record(record) {
    const shown = document.createElement("pre");
    shown.textContent = JSON.stringify(record, null, 2);
    document.body.append(shown);
  }
}

export async function controllerOf(token) {
  if (token) return new ToolLink().open(token);
  return window.parent !== window || window.opener ? new ManualPage() : new NoController();
}
