// Read the getSettings() values that do not vary between runs: numbers are rounded, identifiers are "shown" or "empty".

const IDENTIFIERS = ["deviceId", "groupId"];

function told(name, value) {
  if (IDENTIFIERS.includes(name)) return value ? "shown" : "empty";
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}

// Return all settings of a track in alphabetical order.
export function settingsOf(track) {
  const settings = track.getSettings();
  return Object.fromEntries(Object.keys(settings).sort().map((name) => [name, told(name, settings[name])]));
}

// Call getUserMedia() with the constraints and stop its tracks: {settings}, limited to `names` if given, or {error}.
export async function settingsGiven(rtc, constraints, names = null) {
  const opened = await rtc.attempt(() => navigator.mediaDevices.getUserMedia(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getTracks();
  const settings = settingsOf(track);
  opened.value.getTracks().forEach((each) => each.stop());
  return { settings: names ? Object.fromEntries(names.map((name) => [name, settings[name] ?? null])) : settings };
}

// Run settingsGiven for each entry of a table of constraints of one kind.
export async function settingsTable(rtc, kind, table, names = null) {
  const facts = {};
  for (const [name, constraints] of Object.entries(table)) {
    facts[name] = await settingsGiven(rtc, { [kind]: constraints }, names);
  }
  return facts;
}
