// The manual page: list the probes, run the selected ones one at a time in iframes, and offer the observations as a file.
// Everything a probe reports is shown as text.

import { describeOutcome, listProbes } from "./bylist.js";

const PATIENCE = 120000;
const GRACE = 5000;
const FORMAT = 1;
const ALLOW = "camera; microphone; display-capture; autoplay; fullscreen; speaker-selection; clipboard-read; clipboard-write";

const find = (id) => document.getElementById(id);
const records = {};
let entries = [];
let running = null;
let hints = {};

// Return null if this page meets the probe's requirements, or a sentence that says what is missing.
async function whatIsMissing(probe) {
  if (probe.stage) return "needs a stage, which only the tool provides";
  if (probe.pair) return "needs the tool and a second browser";
  const wants_secure = probe.origin !== "insecure";
  if (wants_secure !== isSecureContext) return wants_secure ? "needs https or localhost" : "needs the tool's server";
  if (probe.origin === "https" && location.protocol !== "https:") return "needs the tool's server";
  if (probe.headers.length === 0) return null;
  const page = await fetch(pageOf(probe), { method: "HEAD" });
  const sent = probe.headers.every(([name, value]) => page.headers.get(name) === value);
  return sent ? null : "needs the tool's server";
}

function pageOf(probe, deadline = PATIENCE) {
  return new URL(`../probe.html?${new URLSearchParams({ probe: probe.path, deadline })}`, import.meta.url).href;
}

function failure(message) {
  const record = { facts: null, metrics: {}, notes: {}, unsupported: null, fault: "timeout", message, stack: null, duration: 0 };
  return { ...record, partial: {}, step: null, console: [] };
}

// Run one probe in an iframe. Resolve with its record, or with a timeout record if none arrives.
function runProbe(probe, stage, signal) {
  const frame = document.createElement("iframe");
  frame.title = probe.title;
  frame.allow = ALLOW;
  const ended = new AbortController();
  return new Promise((resolve) => {
    const deadline = Math.max(PATIENCE, (probe.timeout ?? 0) * 1000);
    const late = setTimeout(() => resolve(failure("the probe's page returned no record in time")), deadline + GRACE);
    const take = (event) => {
      const ours = event.origin === location.origin && event.source === frame.contentWindow;
      if (ours && event.data?.type === "record") resolve(event.data.record);
    };
    addEventListener("message", take, { signal: ended.signal });
    signal.addEventListener("abort", () => resolve(null), { signal: ended.signal });
    ended.signal.addEventListener("abort", () => clearTimeout(late));
    frame.src = pageOf(probe, deadline);
    stage.replaceChildren(frame);
  }).finally(() => {
    ended.abort();
    stage.replaceChildren();
  });
}

// Read the User-Agent Client Hints. Many browsers send another browser's user agent string, and only the hints name them.
async function clientHints() {
  const agent = navigator.userAgentData;
  const known = { brave: typeof navigator.brave?.isBrave === "function" };
  if (!agent) return known;
  try {
    const { fullVersionList, architecture, bitness } = await agent.getHighEntropyValues(["fullVersionList", "architecture", "bitness"]);
    const machine = { "x86 64": "x86_64", "arm 64": "arm_64" }[`${architecture} ${bitness}`];
    return { ...known, brands: fullVersionList ?? agent.brands, ...(machine && { architecture: machine }) };
  } catch {
    return { ...known, brands: agent.brands };
  }
}

function observations() {
  return {
    format: FORMAT,
    kind: "observations",
    userAgent: navigator.userAgent,
    ...hints,
    platform: navigator.userAgentData?.platform || navigator.platform,
    savedAt: new Date().toISOString(),
    records,
  };
}

function offerFile() {
  const link = find("save");
  const kept = observations();
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 1)], { type: "application/json" }));
  link.download = `observations-${kept.savedAt.slice(0, 19).replaceAll(":", "-")}.json`;
  link.hidden = Object.keys(records).length === 0;
}

function show(done, total, words) {
  find("progress").max = Math.max(total, 1);
  find("progress").value = done;
  find("now").textContent = words;
}

async function runSelected() {
  const chosen = entries.filter((entry) => entry.box.checked && !entry.box.disabled);
  running = new AbortController();
  find("run").disabled = true;
  find("stop").disabled = false;
  find("stage").hidden = false;
  let done = 0;
  for (const entry of chosen) {
    show(done, chosen.length, `${done + 1} of ${chosen.length}: ${entry.probe.title}`);
    const record = await runProbe(entry.probe, find("stage"), running.signal);
    if (running.signal.aborted) break;
    records[entry.probe.path] = record;
    describeOutcome(entry, record);
    offerFile();
    done += 1;
  }
  find("stage").hidden = true;
  find("stop").disabled = true;
  find("run").disabled = false;
  show(done, chosen.length, `${done} of ${chosen.length} probes run.`);
}

function selectEach(wanted) {
  for (const { box } of entries) box.checked = wanted && !box.disabled;
}

async function start() {
  find("browser").textContent = navigator.userAgent;
  find("all").addEventListener("click", () => selectEach(true));
  find("none").addEventListener("click", () => selectEach(false));
  find("run").addEventListener("click", runSelected);
  find("stop").addEventListener("click", () => running?.abort());
  hints = await clientHints();
  try {
    const answer = await fetch(new URL("../probes.json", import.meta.url));
    const catalogue = await answer.json();
    const missing = await Promise.all(catalogue.probes.map(whatIsMissing));
    entries = listProbes(find("areas"), catalogue.probes, missing);
    find("run").disabled = false;
    show(0, 1, `${entries.length} probes.`);
  } catch (error) {
    show(0, 1, `Cannot load the list of probes: ${error.message}`);
  }
}

start();
