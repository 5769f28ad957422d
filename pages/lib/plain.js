// Convert what a probe returned to plain JSON, so that the same observation always has the same form.

// Drop undefined members, write NaN and infinities as strings, and convert platform objects with their toJSON().
export function plain(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") return String(value);
  if (typeof value !== "object") return value;
  if (Array.isArray(value) || value instanceof Set || ArrayBuffer.isView(value)) return [...value].map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Error || value instanceof DOMException) return `${value.name}: ${value.message}`;
  if (typeof value.toJSON === "function") return plain(value.toJSON());
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, plain(member)]));
}
