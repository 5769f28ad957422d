// Calls generateKeyFrame() and sendKeyFrameRequest() of `RTCRtpScriptTransformer` on both ends of a call.
// https://w3c.github.io/webrtc-encoded-transform/#KeyFrame-algorithms
// META: timeout=60
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

// The outcome of the method, and whether a keyframe passes the sender's transform afterwards.
async function asked(rtc, { sender }, pipe, method) {
  const keys = async () => (await sender.seen(true)).seen.filter(({ type }) => type === "key").length;
  const before = await keys();
  const called = await rtc.attempt(() => pipe.call(method));
  const told = called.ok ? called.value : called.error.name;
  if (!called.ok || called.value === "missing") return { told, keyFrameFollows: false };
  const follows = await rtc.attempt(() => rtc.until(async () => (await keys()) > before, { ms: 20000, every: 60, label: "a keyframe" }));
  return { told, keyFrameFollows: follows.ok };
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const pass = () => ({ does: "pass" });
  const call = await transformedCall(rtc, maker, { track: source.track, sender: pass(), receiver: pass() });
  await cameThrough(rtc, call.sender, 20, 12000);
  await cameThrough(rtc, call.receiver, 10, 12000);
  const generate = await asked(rtc, call, call.sender, "generateKeyFrame");
  const request = await asked(rtc, call, call.receiver, "sendKeyFrameRequest");
  const wrongSide = await rtc.attempt(() => call.sender.call("sendKeyFrameRequest"));
  return { facts: { generate, request, requestFromSender: wrongSide.ok ? wrongSide.value : wrongSide.error.name } };
}
