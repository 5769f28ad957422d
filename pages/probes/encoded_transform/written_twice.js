// Writes each frame twice, or to the `RTCRtpScriptTransformer.writable` of another sender.
// https://w3c.github.io/webrtc-encoded-transform/#stream-processing
// META: timeout=60
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

const PICTURE = { width: 320, height: 180, framesPerSecond: 15 };
const MANY = 30;

async function doubled(rtc, maker) {
  const source = stampedTrack(rtc, PICTURE);
  const call = await transformedCall(rtc, maker, { track: source.track, sender: { does: "double" }, receiver: { does: "pass" } });
  const seen = await sees(rtc, watcher(rtc, call.track, source));
  await cameThrough(rtc, call.sender, MANY, 12000);
  await cameThrough(rtc, call.receiver, MANY - 5, 12000);
  const [out, into] = [await call.sender.seen(), await call.receiver.seen()];
  rtc.note("doubled", { out: out.count, into: into.count, refused: out.refused });
  [call.a, call.b].forEach((end) => end.close());
  return { seen, eachOnce: into.count < out.count * 1.5, refused: out.refused };
}

async function astray(rtc, maker) {
  const [one, other] = [stampedTrack(rtc, PICTURE), stampedTrack(rtc, PICTURE)];
  const right = await transformedCall(rtc, maker, { track: one.track, sender: { does: "pass" } });
  const wrong = await transformedCall(rtc, maker, { track: other.track, sender: { does: "astray", other: right.sender.pipe } });
  const [watch, strange] = [watcher(rtc, right.track, one), watcher(rtc, wrong.track, other)];
  await cameThrough(rtc, wrong.sender, MANY, 12000);
  const goesOn = await sees(rtc, watch);
  const { failures } = await wrong.sender.seen();
  return { nothingOnItsOwn: strange.numbers() === 0, otherGoesOn: goesOn, refused: failures };
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  return { facts: { doubled: await doubled(rtc, maker), astray: await astray(rtc, maker) } };
}
