// Calls `setSinkId()` of HTMLMediaElement and AudioContext with listed, unknown and no devices; selectAudioOutput().
// https://w3c.github.io/mediacapture-output/#dom-htmlmediaelement-setsinkid
// META: alone
// META: timeout=60

async function outcome(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(10000, action(), "change of the audio output"));
  return done.ok ? "done" : done.error.name;
}

async function elementSinks(rtc, known) {
  if (!("setSinkId" in HTMLMediaElement.prototype)) return null;
  const element = document.createElement("audio");
  const facts = { initial: element.sinkId, empty: await outcome(rtc, () => element.setSinkId("")) };
  facts.unknown = await outcome(rtc, () => element.setSinkId("no such loudspeaker"));
  facts.sinkIdAfterUnknown = element.sinkId;
  facts.known = known ? await outcome(rtc, () => element.setSinkId(known)) : "none is listed";
  facts.sinkIdMatches = element.sinkId === known;
  facts.resetToDefault = await outcome(rtc, () => element.setSinkId(""));
  facts.sinkIdAfterReset = element.sinkId;
  facts.noArgument = await outcome(rtc, () => element.setSinkId());
  return facts;
}

async function contextSinks(rtc, known) {
  if (!("setSinkId" in AudioContext.prototype)) return null;
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  const events = [];
  audio.addEventListener("sinkchange", () => events.push(typeof audio.sinkId === "string" ? "by id" : audio.sinkId.type));
  const facts = { initial: audio.sinkId, unknown: await outcome(rtc, () => audio.setSinkId("no such loudspeaker")) };
  facts.none = await outcome(rtc, () => audio.setSinkId({ type: "none" }));
  facts.sinkIdIsNone = audio.sinkId?.type === "none";
  facts.invalidType = await outcome(rtc, () => audio.setSinkId({ type: "some" }));
  facts.known = known ? await outcome(rtc, () => audio.setSinkId(known)) : "none is listed";
  facts.sinkIdMatches = audio.sinkId === known;
  facts.empty = await outcome(rtc, () => audio.setSinkId(""));
  await rtc.attempt(() => rtc.until(() => events.length > 0, { ms: 10000, label: "sinkchange" }));
  facts.firstSinkchange = events[0] ?? null;
  const born = await rtc.attempt(() => new AudioContext({ sinkId: { type: "none" } }));
  facts.constructedWithNone = born.ok ? born.value.sinkId?.type ?? null : born.error.name;
  if (born.ok) rtc.cleanup(() => born.value.close());
  return facts;
}

async function selection(rtc) {
  if (!navigator.mediaDevices.selectAudioOutput) return null;
  const unasked = await rtc.settled(2000, navigator.mediaDevices.selectAudioOutput(), "selectAudioOutput() without transient activation");
  return { withoutUserActivation: unasked.state === "rejected" ? unasked.error.name : unasked.state };
}

export default async function (rtc) {
  const unallowed = await navigator.mediaDevices.enumerateDevices();
  await rtc.microphone();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const outputs = devices.filter((device) => device.kind === "audiooutput");
  const known = outputs.find((device) => !["default", "communications", ""].includes(device.deviceId))?.deviceId ?? null;
  return {
    facts: {
      listedBeforeGrant: unallowed.some((device) => device.kind === "audiooutput"),
      listedAfterGrant: outputs.length,
      element: await elementSinks(rtc, known),
      context: await contextSinks(rtc, known),
      selection: await selection(rtc),
    },
  };
}
