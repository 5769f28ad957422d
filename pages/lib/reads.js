// Find the dictionary members that a browser reads, and their types, without a list of members. The method is called with
// proxies that record each access. Members are read during the call, so nothing is awaited.

// As a member's value: reading it aborts the call, so that nothing is opened and no prompt is shown.
export const ENOUGH = Symbol("enough");

const DEEPEST = 6;

// Create a proxy that records accesses: {names: string keys in order, symbols, hints of conversions to primitives}.
function recorder(values) {
  const seen = { names: new Set(), symbols: new Set(), hints: new Set() };
  const get = (_target, key) => {
    if (key === Symbol.toPrimitive) {
      return (hint) => {
        seen.hints.add(hint);
        throw new TypeError("a recorder is no primitive");
      };
    }
    if (typeof key === "symbol") return void seen.symbols.add(key);
    seen.names.add(key);
    if (values[key] === ENOUGH) throw new TypeError("enough was read");
    return values[key];
  };
  return { seen, proxy: new Proxy({}, { get }) };
}

function call(invoke, argument) {
  try {
    const result = invoke(argument);
    if (typeof result?.then === "function") result.then(() => {}, () => {});
  } catch {
    // The members of a rejected dictionary were read all the same.
  }
}

// Return the type that a browser converts a member to: "string", "number", "string or list", "as it is" (a boolean, a
// platform object, a callback, any), "list" if the items are not read further, {each: ...}, or a dictionary.
function takenFor(invoke, plan, depth) {
  const { seen, proxy } = recorder(plan.values ?? {});
  call(invoke, proxy);
  const primitive = { string: "string", number: "number" }[[...seen.hints][0]] ?? (seen.hints.size > 0 ? "primitive" : null);
  const iterated = seen.symbols.has(Symbol.iterator);
  if (seen.names.size > 0 && !primitive) return depth >= DEEPEST ? "dictionary" : membersRead(invoke, plan, depth + 1);
  if (primitive) return iterated ? `${primitive} or list` : primitive;
  if (!iterated) return "as it is";
  const each = takenFor((item) => invoke([item]), plan, depth + 1);
  return each === "as it is" ? "list" : { each };
}

// Return {member: type} of the dictionary that `invoke(dictionary)` passes to the browser. plan: {values: required members,
// or ENOUGH; inside: {member: plan of a nested dictionary, or of each list item}}.
export function membersRead(invoke, plan = {}, depth = 0) {
  const { values = {}, inside = {} } = plan;
  const { seen, proxy } = recorder(values);
  call(invoke, proxy);
  const read = {};
  for (const name of [...seen.names].sort()) {
    const within = (nested) => {
      const members = recorder({ ...values, [name]: nested });
      return invoke(members.proxy);
    };
    read[name] = values[name] === ENOUGH ? "not looked into" : takenFor(within, inside[name] ?? {}, depth);
  }
  return read;
}

// The same for many methods: {name: [invoke, plan?]}. A method that the browser lacks is left out. If two methods read the
// same members, the second says "as" the first, so that a new member is one difference instead of two.
export function readsOf(calls) {
  const told = new Map();
  const read = {};
  for (const [name, entry] of Object.entries(calls)) {
    if (!entry) continue;
    const [invoke, plan] = entry;
    const members = membersRead(invoke, plan);
    const text = JSON.stringify(members);
    const long = Object.keys(members).length > 2;
    read[name] = long && told.has(text) ? `as ${told.get(text)}` : members;
    if (!told.has(text)) told.set(text, name);
  }
  return read;
}
