// Sets `RTCRtpScriptTransform` on the sender, the receiver or both, in one-way and sendrecv calls.
// https://w3c.github.io/webrtc-encoded-transform/#operation
// META: timeout=90
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, SCRIPT, transformer } from "../../lib/transforms.js";

const PICTURE = { width: 320, height: 180, framesPerSecond: 15 };

async function oneWay(rtc, maker, source, which) {
  const track = source.track.clone();
  const wants = { track, direction: "sendonly" };
  for (const side of which) wants[side] = { does: "pass" };
  const call = await transformedCall(rtc, maker, wants);
  const facts = {};
  for (const side of which) facts[side] = await cameThrough(rtc, call[side]);
  facts.seen = await sees(rtc, watcher(rtc, call.track, source));
  [call.a, call.b].forEach((end) => end.close());
  track.stop();
  return facts;
}

// Both ends send and receive on one sendrecv transceiver; only the receivers have a transform.
async function bothWays(rtc, maker, source) {
  const [there, back] = [source.track.clone(), source.track.clone()];
  const wants = { track: there, direction: "sendrecv", back, receiver: { does: "pass" }, receiverOfAnswer: { does: "pass" } };
  const call = await transformedCall(rtc, maker, wants);
  const facts = { answering: await cameThrough(rtc, call.receiver), offering: await cameThrough(rtc, call.receiverOfAnswer) };
  facts.seen = await sees(rtc, watcher(rtc, call.track, source));
  facts.seenBack = await sees(rtc, watcher(rtc, call.transceiver.receiver.track, source));
  [call.a, call.b].forEach((end) => end.close());
  [there, back].forEach((track) => track.stop());
  return facts;
}

export default async function (rtc) {
  const maker = await transformer(rtc, { api: SCRIPT });
  const source = stampedTrack(rtc, PICTURE);
  const facts = {
    senderAlone: await oneWay(rtc, maker, source, ["sender"]),
    receiverAlone: await oneWay(rtc, maker, source, ["receiver"]),
    both: await oneWay(rtc, maker, source, ["sender", "receiver"]),
    bothWays: await bothWays(rtc, maker, source),
  };
  return { facts };
}
