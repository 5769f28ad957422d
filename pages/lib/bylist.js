// The list of probes on the manual page: each entry has a checkbox and a place for the outcome.

function make(tag, members = {}, children = []) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

function makeEntry(probe, missing) {
  const box = make("input", { type: "checkbox", value: probe.path, checked: missing === null, disabled: missing !== null });
  const outcome = make("span", { className: "outcome", textContent: missing ?? "" });
  const title = make("span", {}, [probe.title, make("small", { textContent: probe.path })]);
  const item = make("li", {}, [make("label", {}, [box, title, outcome])]);
  return { probe, box, outcome, item, details: null };
}

// Add one section per area to `place`. `missing` holds, for each probe, what this page lacks to run it, or null.
export function listProbes(place, probes, missing) {
  const entries = probes.map((probe, index) => makeEntry(probe, missing[index]));
  for (const area of new Set(probes.map((probe) => probe.area))) {
    const inside = entries.filter((entry) => entry.probe.area === area);
    const count = make("span", { className: "quiet", textContent: `${inside.length} probes` });
    const list = make("ul", {}, inside.map((entry) => entry.item));
    place.append(make("section", {}, [make("h2", {}, [area, count]), list]));
  }
  return entries;
}

function inWords(record) {
  if (record.unsupported) return ["unsupported", `not supported: ${record.unsupported}`];
  if (record.fault) return ["failed", record.fault];
  return ["observed", "observed"];
}

// Show a record in its probe's entry and replace an earlier one.
export function describeOutcome(entry, record) {
  const [kind, words] = inWords(record);
  entry.outcome.dataset.outcome = kind;
  entry.outcome.textContent = words;
  entry.details?.remove();
  const text = JSON.stringify(record, null, 2);
  entry.details = make("details", {}, [
    make("summary", { textContent: `${record.duration.toFixed(1)} s` }),
    make("pre", { textContent: text }),
  ]);
  entry.item.append(entry.details);
}
