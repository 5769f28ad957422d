// The reproducer page: run its one probe when a person starts it, show the observation, and compare it with the recorded
// facts of each browser.

import { watchConsole } from "./console.js";
import { gather, OwnFault } from "./gathering.js";
import { Unsupported } from "./rtc.js";

const PATIENCE = 120000;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const WHERE = "in Chromium and Firefox by the sign left of the address";

// Some probes clear the page. The reproducer keeps its elements and restores them when it needs a person.
const page = document.getElementById("page");
const recorded = JSON.parse(document.getElementById("recorded").textContent);
const find = (id) => page.querySelector(`#${id}`);
const putBack = () => page.isConnected || document.body.append(page);

// Return the text with its control characters escaped, except line feeds and tabs.
function visible(text) {
  const written = (each) => (/[\n\t]/.test(each) ? each : `\\u${each.codePointAt(0).toString(16).padStart(4, "0")}`);
  return text.replace(UNSEEN, written);
}

function make(tag, text, click) {
  const element = Object.assign(document.createElement(tag), { textContent: text });
  if (click) element.addEventListener("click", click);
  return element;
}

// Ask a person to do what the tool would do. If the person cannot, the probe ends as unsupported for lack of `lacking`.
function askPerson(words, lacking) {
  return new Promise((resolve, reject) => {
    const box = find("wish");
    const end = (act) => () => {
      box.replaceChildren();
      box.hidden = true;
      act();
    };
    putBack();
    const cannot = () => reject(new Unsupported(lacking));
    box.replaceChildren(make("p", words), make("button", "Done", end(resolve)), make("button", "I cannot", end(cannot)));
    box.hidden = false;
  });
}

// The controller that takes the record: a person at the page.
function makeController() {
  const messages = [];
  return {
    messages,
    byHand: true,
    ask: async (name, params) => {
      if (name !== "permit") throw new Unsupported("browser automation");
      const wanted = `the permission "${params.name}" to be "${params.state}"`;
      await askPerson(`Set ${wanted} for this page (${WHERE}).`, wanted);
    },
    console: (level, text) => messages.push({ level, text }),
  };
}

// Return the same text for the same value, whatever the order of its members.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

function unlikeMembers(one, other) {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return keys.filter((key) => !(key in one && key in other) || canonical(one[key]) !== canonical(other[key]));
}

// Return one line for each recorded browser: whether the facts of this run equal its facts.
function compare(facts) {
  return recorded.map(({ label, facts: theirs }) => {
    if (theirs === null || facts === null) return `${label}: no facts to compare`;
    const unlike = unlikeMembers(theirs, facts);
    if (unlike.length === 0) return `${label}: the same facts`;
    return `${label}: other facts in ${unlike.join(", ")}`;
  });
}

function show(record) {
  find("same").replaceChildren(...compare(record.facts).map((line) => make("li", visible(line))));
  find("observed").textContent = visible(JSON.stringify(record, null, 2));
  find("ending").textContent = record.fault ?? (record.unsupported ? `not supported: ${visible(record.unsupported)}` : "observed");
  find("result").hidden = false;
}

// The text to copy: it includes the browser and the protocol.
function words() {
  return `${document.title}\n${navigator.userAgent}\n${location.protocol}\n\n${find("observed").textContent}\n`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(words());
    find("copied").textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(find("observed"));
    find("copied").textContent = "Selected: copy it by the keyboard.";
  }
}

async function load(loadProbe) {
  try {
    return (await loadProbe()).default;
  } catch (error) {
    throw new OwnFault(`the probe does not load: ${error.name}: ${error.message}`);
  }
}

async function start(loadProbe) {
  find("start").disabled = true;
  find("ending").textContent = "running";
  const controller = makeController();
  watchConsole(controller.console);
  const record = await gather(() => load(loadProbe), controller, PATIENCE);
  putBack();
  document.body.removeAttribute("style");
  show({ ...record, console: controller.messages });
  find("start").textContent = "Reload to run again";
}

// Called by unpack.js. `loadProbe()` imports the probe.
export default function open(loadProbe) {
  find("agent").textContent = visible(navigator.userAgent);
  find("start").addEventListener("click", () => start(loadProbe), { once: true });
  find("copy").addEventListener("click", copy);
  find("start").disabled = false;
}
