// Calls getUserMedia(), enumerateDevices() and permissions.query() of a removed iframe; notes readyState of its tracks.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: timeout=60

async function outcome(rtc, action) {
  const done = await rtc.settled(1500, Promise.resolve().then(action), "a promise of a removed iframe");
  return done.state === "rejected" ? done.error.name : done.state;
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const iframe = await rtc.openIframe({});
  const inside = iframe.element.contentWindow;
  const { mediaDevices, permissions } = inside.navigator;
  const stream = await mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  rtc.cleanup(() => track.stop());
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const events = [];
  track.addEventListener("ended", () => events.push("ended"));
  const instanceofFrameInterface = track instanceof inside.MediaStreamTrack;
  iframe.element.remove();
  await rtc.attempt(() => rtc.until(() => track.readyState === "ended", { ms: 10000, label: "track ended event" }));
  const [request, list, query] = await Promise.all([
    outcome(rtc, () => mediaDevices.getUserMedia({ video: true })),
    outcome(rtc, () => mediaDevices.enumerateDevices()),
    outcome(rtc, () => permissions.query({ name: "camera" })),
  ]);
  return {
    facts: {
      instanceofFrameInterface,
      readyStateAfterRemoval: track.readyState,
      cloneReadyStateAfterRemoval: copy.readyState,
      endedEvent: events.length > 0,
      request,
      list,
      query,
      supported: (await rtc.attempt(() => Object.keys(mediaDevices.getSupportedConstraints()).length > 0)).value ?? null,
    },
  };
}
