// Sets a transform while a call runs, replaces it by another, and takes it away: pictures go on through each.
// https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-operations
// META: timeout=60
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

async function onSide(rtc, maker, call, watch, end) {
  const first = maker.put(end, { does: "pass" });
  const late = { came: await cameThrough(rtc, first), seen: await sees(rtc, watch) };
  const second = maker.put(end, { does: "pass" });
  const replaced = { came: await cameThrough(rtc, second), seen: await sees(rtc, watch) };
  const count = (await first.seen()).count;
  await cameThrough(rtc, second, (await second.seen()).count + 10);
  replaced.firstGetsNoMore = (await first.seen()).count <= count + 1;
  end.transform = null;
  const taken = { isNull: end.transform === null, seen: await sees(rtc, watch) };
  const after = (await second.seen()).count;
  taken.seenStill = await sees(rtc, watch);
  taken.getsNoMore = (await second.seen()).count <= after + 1;
  return { late, replaced, taken };
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const call = await transformedCall(rtc, maker, { track: source.track });
  const watch = watcher(rtc, call.track, source);
  const before = await sees(rtc, watch);
  const sender = await onSide(rtc, maker, call, watch, call.transceiver.sender);
  const receiver = await onSide(rtc, maker, call, watch, call.b.getReceivers()[0]);
  return { facts: { before, sender, receiver } };
}
