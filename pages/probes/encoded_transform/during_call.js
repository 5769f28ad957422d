// Sets, replaces and removes `transform` of RTCRtpSender and RTCRtpReceiver in a running call.
// https://w3c.github.io/webrtc-encoded-transform/#attribute
// META: timeout=150
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

const endOf = (call, side) => (side === "sender" ? call.transceiver.sender : call.b.getReceivers()[0]);

async function called(rtc, maker, source, wants) {
  const track = source.track.clone();
  rtc.cleanup(() => track.stop());
  const call = await transformedCall(rtc, maker, { track, ...wants });
  const watch = watcher(rtc, call.track, source);
  return { call, watch, before: await sees(rtc, watch) };
}

async function late(rtc, maker, source, side) {
  const { call, watch, before } = await called(rtc, maker, source, {});
  const pipe = maker.put(endOf(call, side), { does: "pass" });
  const came = await cameThrough(rtc, pipe, 5, 10000);
  const seen = await sees(rtc, watch);
  [call.a, call.b].forEach((end) => end.close());
  return { before, came, seen };
}

async function replaced(rtc, maker, source, side) {
  const { call, watch, before } = await called(rtc, maker, source, { [side]: { does: "pass" } });
  const first = call[side];
  const end = endOf(call, side);
  const second = maker.put(end, { does: "pass" });
  const came = await cameThrough(rtc, second);
  const count = (await first.seen()).count;
  const seen = await sees(rtc, watch);
  const swap = { before, came, seen, firstGetsNoMore: (await first.seen()).count <= count + 1 };
  end.transform = null;
  const taken = { isNull: end.transform === null, seen: await sees(rtc, watch, { ms: 10000 }) };
  const after = (await second.seen()).count;
  taken.goesOn = taken.seen && (await sees(rtc, watch));
  taken.getsNoMore = (await second.seen()).count <= after + 1;
  [call.a, call.b].forEach((each) => each.close());
  return { swap, taken };
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const facts = {};
  for (const side of ["sender", "receiver"]) {
    facts[side] = { late: await late(rtc, maker, source, side), ...(await replaced(rtc, maker, source, side)) };
  }
  return { facts };
}
