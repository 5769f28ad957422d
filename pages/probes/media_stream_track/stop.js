// Calls MediaStreamTrack.stop() and records readyState, MediaStream.active and the events that fire.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-stop
// META: alone

export default async function (rtc) {
  const stream = await rtc.userMedia({ audio: true, video: true });
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  const events = [];
  const watch = (target, types) => types.forEach((type) => target.addEventListener(type, () => events.push(type)));
  watch(stream, ["inactive", "active", "removetrack", "addtrack"]);
  watch(video, ["ended", "mute"]);
  const element = await rtc.play(stream);

  video.stop();
  const oneStopped = { video: video.readyState, audio: audio.readyState, active: stream.active, tracks: stream.getTracks().length };
  audio.stop();
  const allStopped = { active: stream.active, tracks: stream.getTracks().length };
  const elementEnded = await rtc.settled(3000, rtc.event(element, "ended", 1000), "HTMLMediaElement ended event");
  video.stop();
  const reopened = await rtc.camera();
  const settings = Object.keys(video.getSettings()).sort();
  return {
    facts: {
      oneStopped,
      allStopped,
      trackEndedEvent: events.includes("ended"),
      events: [...new Set(events)].sort(),
      elementEnded: elementEnded.state === "fulfilled",
      settingsAfterStop: settings,
      reopens: reopened.getVideoTracks()[0].readyState,
    },
  };
}
