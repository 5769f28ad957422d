// Copies frames with `new RTCEncodedVideoFrame(frame)` in a transform, then sends the copies instead of the originals.
// https://w3c.github.io/webrtc-encoded-transform/#dom-rtcencodedvideoframe-constructor
// META: timeout=60
import { stampedTrack } from "../../lib/stamp.js";
import { sees, watcher } from "../../lib/numbered.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const call = await transformedCall(rtc, maker, { track: source.track, sender: { does: "copy" }, receiver: { does: "pass" } });
  await cameThrough(rtc, call.sender, 10, 12000);
  const seen = await sees(rtc, watcher(rtc, call.track, source));
  const copied = await call.sender.seen(true);
  rtc.note("copies", copied.copies.slice(0, 3));
  const all = (name) => (copied.copies.length > 0 ? copied.copies.every((copy) => copy[name]) : null);
  const facts = { failures: copied.failures, sameBytes: all("sameBytes"), own: all("own"), sameType: all("sameType"), seen };
  await call.sender.change({ does: "anew" });
  facts.sentAnew = await sees(rtc, watcher(rtc, call.track, source), { ms: 20000 });
  return { facts };
}
