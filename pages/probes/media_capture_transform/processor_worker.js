// Reads camera frames in a worker: `MediaStreamTrackProcessor.readable` transferred, or constructed there.
// https://w3c.github.io/mediacapture-transform/#track-processor
// META: alone
import { startWorker, toldOfFrames } from "../../lib/worker.js";

const INTERFACES = [
  "MediaStreamTrack", "MediaStreamTrackProcessor", "MediaStreamTrackGenerator", "VideoTrackGenerator", "VideoFrame", "AudioData",
];

async function outcome(rtc, action) {
  const done = await rtc.attempt(action);
  return done.ok ? done.value : { error: done.error.name };
}

export default async function (rtc) {
  const stream = await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } });
  const [track] = stream.getVideoTracks();
  const copy = track.clone();
  rtc.cleanup(() => copy.stop());
  const { run } = startWorker(rtc);
  const facts = {
    exposed: await run("exposed", { names: INTERFACES }),
    exposedInWindow: INTERFACES.filter((name) => name in globalThis),
  };
  facts.readableTransferred = await outcome(rtc, async () => {
    const { readable } = new globalThis.MediaStreamTrackProcessor({ track });
    return toldOfFrames(await run("read", { readable, count: 4 }, [readable]));
  });
  facts.trackTransferred = await outcome(rtc, () => run("take", { track: copy }, [copy]));
  facts.readyStateAfterTransfer = copy.readyState;
  facts.trackWithoutTransfer = await outcome(rtc, () => run("take", { track }));
  facts.processedInWorker = await outcome(rtc, async () => {
    const another = track.clone();
    rtc.cleanup(() => another.stop());
    return toldOfFrames(await run("process", { track: another, count: 4 }, [another]));
  });
  return { facts };
}
