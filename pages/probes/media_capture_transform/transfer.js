// Transfers a camera's `MediaStreamTrack` to iframes of the same and of another origin; calls structuredClone() on it.
// https://w3c.github.io/mediacapture-extensions/#transferable-mediastreamtrack
// META: alone
// META: timeout=60

async function outcome(rtc, action) {
  const done = await rtc.attempt(action);
  return done.ok ? done.value : { error: done.error.name };
}

export default async function (rtc) {
  const stream = await rtc.camera();
  const [track] = stream.getVideoTracks();
  const copies = Array.from({ length: 3 }, () => track.clone());
  rtc.cleanup(() => copies.forEach((copy) => copy.stop()));
  const same = await rtc.openIframe({});
  const other = await rtc.openIframe({ origin: "other" });
  const facts = {
    toSameOriginFrame: await outcome(rtc, () => rtc.within(10000, same.run("take", copies[0], [copies[0]]), "response of the iframe")),
    toCrossOriginFrame: await outcome(rtc, () => rtc.within(10000, other.run("take", copies[1], [copies[1]]), "response of the iframe")),
    statesAfter: copies.map((copy) => copy.readyState),
    original: track.readyState,
    copied: await outcome(rtc, () => structuredClone(track).kind),
    moved: await outcome(rtc, () => structuredClone(copies[2], { transfer: [copies[2]] }).kind),
    streamCloned: await outcome(rtc, () => structuredClone(stream).id),
    streamTransferred: await outcome(rtc, () => structuredClone(stream, { transfer: [stream] }).id),
    deviceInfoCloned: await outcome(rtc, async () => structuredClone((await navigator.mediaDevices.enumerateDevices())[0]).kind),
  };
  return { facts };
}
