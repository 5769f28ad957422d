// Search, filters and keys of a report. Pages are complete without this script; it only hides rows.

/** Debounce of the search field in milliseconds. */
const PAUSE = 60;
/** Maximum number of rows for which their folds are opened. */
const OPENED = 400;
/** Maximum number of facts that a search lists as the same in every browser. */
const SAME_SHOWN = 40;
/** Elements to hide if all their rows are hidden. */
const BLOCKS = "main :is(tbody, table.facts, .scroll, details.fold, details.quiet, .split)";
const CHOICES = ["area", "level", "status", "cause", "browser"];

const form = document.querySelector("form.filters");
const rows = [...document.querySelectorAll("tr.row")];
const texts = new Map();

/** Returns the text of a row that is searched; computed on the first search and cached. */
function textOf(row) {
  if (!texts.has(row)) {
    const probe = row.parentElement.querySelector(".probe");
    texts.set(row, `${probe ? probe.textContent : ""} ${row.textContent}`.toLowerCase());
  }
  return texts.get(row);
}

function has(row, name, wanted) {
  const told = row.dataset[name === "browser" ? "browsers" : name] ?? "";
  return told === wanted || told.split(" ").includes(wanted);
}

/** Returns the filters in the URL, "#?q=h264&area=codecs"; any other fragment is an anchor. */
function asked() {
  const hash = location.hash;
  return new URLSearchParams(hash.startsWith("#?") ? hash.slice(2) : "");
}

function wanted() {
  const told = new URLSearchParams();
  for (const name of ["q", ...CHOICES]) {
    const value = form.elements[name]?.value.trim();
    if (value) told.set(name, value);
  }
  return told;
}

function fill(told) {
  for (const name of ["q", ...CHOICES]) if (form.elements[name]) form.elements[name].value = told.get(name) ?? "";
}

/** Folds that the filters opened, to be closed again. */
const opened = new Set();

function showAll() {
  for (const each of document.querySelectorAll("[data-emptied]")) {
    each.hidden = false;
    delete each.dataset.emptied;
  }
  for (const fold of opened) fold.open = false;
  opened.clear();
}

/** Hides elements without visible rows, and opens the folds of visible rows if they are few. */
function fitAround(left) {
  const holders = new Set();
  for (const row of left) {
    for (let each = row.parentElement; each && each.tagName !== "MAIN"; each = each.parentElement) holders.add(each);
  }
  for (const block of document.querySelectorAll(BLOCKS)) {
    if (!block.querySelector("tr.row") || holders.has(block)) continue;
    block.hidden = true;
    block.dataset.emptied = "";
  }
  if (left.length > OPENED) return;
  for (const holder of holders) {
    if (holder.tagName !== "DETAILS" || holder.open) continue;
    holder.open = true;
    opened.add(holder);
  }
}

function counted(number) {
  const count = new Intl.NumberFormat("en");
  const words = `${count.format(number)} of ${count.format(rows.length)} rows`;
  return number > OPENED ? `${words}; open the sections to read them` : words;
}

function narrow(told) {
  const words = (told.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = CHOICES.filter((name) => told.has(name)).map((name) => [name, told.get(name)]);
  const active = words.length > 0 || chosen.length > 0;
  const left = [];
  showAll();
  for (const row of rows) {
    const fits = chosen.every(([name, value]) => has(row, name, value)) && words.every((word) => textOf(row).includes(word));
    row.hidden = !fits;
    if (fits) left.push(row);
  }
  if (active) fitAround(left);
  form.querySelector("[type=reset]").hidden = !active;
  for (const label of form.querySelectorAll(".choice")) label.classList.toggle("used", label.querySelector("select").value !== "");
  form.querySelector(".found").textContent = active ? counted(left.length) : "";
  if (words.length) searchSame(words, told.get("area")); else document.querySelector(".same-found").hidden = true;
}

/** Loads the facts that are the same everywhere, on the first search. A script, because pages from disk cannot fetch(). */
function loadSame() {
  loadSame.once ??= new Promise((resolve) => {
    const inside = document.getElementById("same-facts");
    if (inside) return resolve(JSON.parse(inside.textContent));
    const script = document.createElement("script");
    script.src = "facts.js";
    script.onload = () => resolve(globalThis.sameFacts ?? []);
    script.onerror = () => resolve([]);
    document.head.append(script);
  });
  return loadSame.once;
}

async function searchSame(words, area) {
  const facts = await loadSame();
  const found = [];
  let total = 0;
  for (const [probe, page, each] of facts) {
    if (area && probe.split("/")[0] !== area) continue;
    for (const [path, value] of each) {
      const text = `${probe} ${path} ${value}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      total += 1;
      if (found.length < SAME_SHOWN) found.push(sameItem(probe, page, path, value));
    }
  }
  const section = document.querySelector(".same-found");
  section.hidden = total === 0;
  const rest = total - found.length;
  const number = `${new Intl.NumberFormat("en").format(total)} ${total === 1 ? "fact" : "facts"}`;
  section.querySelector("summary").textContent = `The same in every browser: ${number}${rest > 0 ? `, the first ${SAME_SHOWN}` : ""}`;
  section.querySelector("ul").replaceChildren(...found);
}

function sameItem(probe, page, path, value) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.startsWith("#") ? `${page}--facts` : `${page}#facts`;
  link.textContent = probe;
  const parts = [path, value].map((text) => {
    const code = document.createElement("code");
    code.append(document.createElement("bdi"));
    code.firstChild.textContent = text;
    return code;
  });
  item.append(...parts, link);
  return item;
}

let waiting = 0;

/** Applies the form to the rows and to the URL, which can be shared. */
function takeUp() {
  const told = wanted();
  const hash = told.size ? `#?${told}` : "";
  if (hash || location.hash.startsWith("#?")) history.replaceState(null, "", hash || "#");
  narrow(told);
}

function clear() {
  fill(new URLSearchParams());
  takeUp();
}

function follow() {
  if (!location.hash.startsWith("#?") && !form.querySelector("[type=reset]:not([hidden])")) return;
  fill(asked());
  narrow(wanted());
}

/** Moves to the next or previous visible row. */
function move(step) {
  const here = rows.indexOf(document.activeElement?.closest("tr.row"));
  let place = here < 0 && step < 0 ? rows.length : here;
  do place += step; while (rows[place] && (rows[place].hidden || !rows[place].checkVisibility()));
  if (!rows[place]) return;
  rows[place].tabIndex = -1;
  rows[place].focus();
}

const KEYS = {
  "/": () => form?.elements.q.focus(),
  "j": () => move(1),
  "ArrowDown": () => move(1),
  "k": () => move(-1),
  "ArrowUp": () => move(-1),
  "?": () => document.querySelector("dialog.keys")?.showModal(),
};

function onKey(press) {
  if (press.ctrlKey || press.metaKey || press.altKey || document.querySelector("dialog[open]")) return;
  const typing = press.target.matches("input, select, textarea");
  const row = press.target.matches("tr.row") ? press.target : null;
  if (press.key === "Escape" && form) {
    clear();
    if (typing) press.target.blur();
  } else if (typing && press.key === "ArrowDown" && press.target.type === "search") {
    press.preventDefault();
    move(1);
  } else if (row && press.key === "Enter") {
    (row.querySelector("a[href]") ?? row.parentElement.querySelector(".probe a[href]"))?.click();
  } else if (!typing && KEYS[press.key] && (row || !press.key.startsWith("Arrow"))) {
    press.preventDefault();
    KEYS[press.key]();
  }
}

/** Shows one page of a single-file report; without this script the pages are shown one after another. */
function turn() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const page = target?.closest("article.page") ?? document.getElementById("index");
  for (const each of document.querySelectorAll("article.page")) each.hidden = each !== page;
  if (target) target.scrollIntoView();
}

if (document.body.classList.contains("single")) {
  addEventListener("hashchange", turn);
  turn();
}

if (form) {
  form.hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(takeUp, PAUSE);
  });
  form.addEventListener("submit", (sent) => sent.preventDefault());
  form.addEventListener("reset", (sent) => {
    sent.preventDefault();
    clear();
  });
  form.querySelector(".keys-button").addEventListener("click", KEYS["?"]);
  addEventListener("hashchange", follow);
  follow();
}
addEventListener("keydown", onKey);
