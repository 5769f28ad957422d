// Finds out which members of a dictionary a browser reads, and what it takes them for, without knowing any of them: it is
// given proxies that record what is asked of them. Members are read while the method is called, so nothing is waited for.

// As the value of a member: reading it ends the call, so that nothing is opened and nobody is asked.
export const ENOUGH = Symbol("enough");

const DEEPEST = 6;

// An object that notes what is read from it: {names: string keys in their order, symbols, hints of conversions to primitives}.
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
    // What is refused has been read all the same.
  }
}

// What a browser takes one member for: "string", "number", "string or list", "as it is" (a boolean, an object of the
// platform, a callback, anything), "list" of what is not read further, {each: ...}, or a dictionary.
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

// {member: what it is taken for} of the dictionary that `invoke(dictionary)` hands to the browser. plan: {values: members
// that are required, or ENOUGH; inside: {member: plan of a dictionary in it, or of each in a list}}.
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

// The same for many methods: {name: [invoke, plan?]}; a method that this browser lacks is left out. What two methods read
// alike is told once: of the second only "as" the first, so that something new in it is one difference, not two.
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
