// Plugs a microphone and a speaker in and out during capture; notes devicechange, enumerateDevices() and ended.
// https://w3c.github.io/mediacapture-main/#event-mediadevices-devicechange
// META: stage=sound
// META: timeout=60

const OFF = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const DEADLINE = 5000;
const TONE = 440;

const list = async (kind) => (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);

// Runs the action and waits for one change of the list and for the event: {done, event, facts, device}. Where a browser
// notices changes only in enumerateDevices(), one event may stand for several changes.
async function watch(rtc, kind, action, grows) {
  const before = await list(kind);
  const known = new Set(before.map((device) => device.deviceId));
  let told = false;
  const listener = () => (told = true);
  navigator.mediaDevices.addEventListener("devicechange", listener);
  const done = await action();
  const changed = async () => {
    const now = await list(kind);
    return (grows ? now.some((device) => !known.has(device.deviceId)) : now.length < before.length) && now;
  };
  const now = await rtc.attempt(() => rtc.until(changed, { ms: DEADLINE, label: `a change of ${kind} in enumerateDevices()` }));
  await rtc.attempt(() => rtc.until(() => told, { ms: 2000, label: "devicechange" }));
  navigator.mediaDevices.removeEventListener("devicechange", listener);
  const device = now.ok ? now.value.find((each) => !known.has(each.deviceId)) : null;
  return { done, event: told, facts: { listChanged: now.ok, labelled: device ? device.label !== "" : null }, device };
}

async function microphone(rtc) {
  const plugged = await watch(rtc, "audioinput", () => rtc.plug("microphone"), true);
  const opened = plugged.device && await rtc.attempt(() => rtc.microphone({ deviceId: { exact: plugged.device.deviceId }, ...OFF }));
  const track = opened?.value?.getAudioTracks()[0] ?? null;
  const hz = track ? await rtc.tone(track, { ms: 5000 }) : null;
  const deviceIdMatches = track ? track.getSettings().deviceId === plugged.device.deviceId : null;
  let ended = false;
  track?.addEventListener("ended", () => (ended = true));
  const unplugged = await watch(rtc, "audioinput", () => rtc.unplug(plugged.done), false);
  if (track) await rtc.attempt(() => rtc.until(() => ended, { ms: DEADLINE, label: "track ended event" }));
  const gone = plugged.device && await rtc.attempt(() => rtc.microphone({ deviceId: { exact: plugged.device.deviceId } }));
  const facts = {
    plugged: plugged.facts,
    opened: track ? "yes" : opened?.error ?? null,
    deviceIdMatches,
    heard: hz !== null && Math.abs(hz - TONE) < 12,
    unlisted: unplugged.facts.listChanged,
    endedEvent: ended,
    state: track?.readyState ?? null,
    getUserMediaAfterUnplug: gone && (gone.ok ? "opened" : gone.error),
  };
  return { facts, events: [plugged.event, unplugged.event] };
}

async function speaker(rtc) {
  const plugged = await watch(rtc, "audiooutput", () => rtc.plug("speaker"), true);
  const element = document.createElement("audio");
  const set = plugged.device && await rtc.attempt(() => rtc.within(20000, element.setSinkId(plugged.device.deviceId), "setSinkId"));
  const unplugged = await watch(rtc, "audiooutput", () => rtc.unplug(plugged.done), false);
  const facts = {
    plugged: plugged.facts,
    chosen: set && (set.ok ? "yes" : set.error.name),
    sinkIdKept: plugged.device ? element.sinkId === plugged.device.deviceId : null,
    unlisted: unplugged.facts.listChanged,
  };
  return { facts, events: [plugged.event, unplugged.event] };
}

export default async function (rtc) {
  // One microphone stays plugged in, so that the later one is never the only one
  const staying = await rtc.plug("microphone");
  rtc.cleanup(() => rtc.unplug(staying));
  const listed = async () => (await list("audioinput")).length > 0;
  const there = await rtc.attempt(() => rtc.until(listed, { ms: DEADLINE, label: "a microphone in enumerateDevices()" }));
  await rtc.microphone(OFF);
  const [sound, voice] = [await microphone(rtc), await speaker(rtc)];
  const events = [...sound.events, ...voice.events];
  return {
    facts: { firstListed: there.ok, microphone: sound.facts, speaker: voice.facts, devicechangeFired: events.includes(true) },
    notes: { events },
  };
}
