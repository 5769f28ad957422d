// Terminates the worker of an `RTCRtpScriptTransform` in a call: frames stop; a transform of another worker is set.
// https://w3c.github.io/webrtc-encoded-transform/#stream-processing
// META: timeout=60
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const call = await transformedCall(rtc, maker, { track: source.track, sender: { does: "pass" } });
  const watch = watcher(rtc, call.track, source);
  const before = await sees(rtc, watch);
  maker.worker.terminate();
  const soon = source.count() + 15;
  await rtc.until(() => source.count() > soon, { ms: 10000, label: "source frames after the worker ended" });
  watch.again();
  const later = source.count() + 30;
  await rtc.until(() => source.count() > later, { ms: 10000, label: "more source frames" });
  const stopped = watch.numbers() === 0;
  const state = call.a.connectionState;
  const next = await transformer(rtc, { api: SCRIPT });
  const pipe = next.put(call.transceiver.sender, { does: "pass" });
  const facts = { before, stopped, state, came: await cameThrough(rtc, pipe), goesOn: await sees(rtc, watch, { ms: 10000 }) };
  return { facts };
}
