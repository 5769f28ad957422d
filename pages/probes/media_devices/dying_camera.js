// Kills the browser's capture process during capture; notes ended events and whether getUserMedia() works again.
// https://w3c.github.io/mediacapture-main/#track-ended
// META: alone
// META: timeout=60

async function reopened(rtc) {
  const opened = await rtc.attempt(() => rtc.within(20000, rtc.camera(), "getUserMedia() after the camera ended"));
  return opened.ok ? opened.value.getVideoTracks()[0] : null;
}

export default async function (rtc) {
  const stream = await rtc.camera();
  const [track] = stream.getVideoTracks();
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const events = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => events.push(type));
  const changes = [];
  navigator.mediaDevices.addEventListener("devicechange", () => changes.push("devicechange"));
  const before = await rtc.watchFrames(track, 0, { ms: 10000, until: ({ changed }) => changed });
  await rtc.kill("capture");
  const ended = await rtc.attempt(() => rtc.until(() => track.readyState === "ended", { ms: 10000, label: "track ended event" }));
  await rtc.attempt(() => rtc.until(() => events.includes("ended"), { ms: 10000, label: "track ended event" }));
  const settings = Object.keys(track.getSettings()).length > 0;
  const again = await rtc.attempt(() => rtc.until(() => reopened(rtc), { ms: 10000, every: 200, label: "getUserMedia() again" }));
  const seen = again.ok ? await rtc.watchFrames(again.value, 0, { ms: 20000, until: ({ changed }) => changed }) : null;
  return {
    facts: {
      framesBefore: before.changed,
      ended: ended.ok,
      endedEvent: events.includes("ended"),
      cloneEnded: copy.readyState === "ended",
      streamActive: stream.active,
      settingsKept: settings,
      reopens: again.ok,
      framesAfterReopen: seen?.changed ?? null,
    },
    notes: { events, changes },
  };
}
