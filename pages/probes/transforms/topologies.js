// A transform on the sender alone, on the receiver alone, or on both, where media goes one way and where it goes both.
// https://w3c.github.io/webrtc-encoded-transform/#stream-creation
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

// Both send and receive on one transceiver each; transforms on receivers alone, set before or after the negotiation.
async function bothWays(rtc, maker, source, when) {
  const [there, back] = [source.track.clone(), source.track.clone()];
  const wants = { track: there, direction: "sendrecv", back };
  if (when === "before") wants.receiver = { does: "pass" };
  const call = await transformedCall(rtc, maker, wants);
  const answering = call.receiver ?? maker.put(call.b.getReceivers()[0], { does: "pass" });
  const offering = maker.put(call.transceiver.receiver, { does: "pass" });
  const facts = { answering: await cameThrough(rtc, answering), offering: await cameThrough(rtc, offering) };
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
    bothWaysBefore: await bothWays(rtc, maker, source, "before"),
    bothWaysAfter: await bothWays(rtc, maker, source, "after"),
  };
  return { facts };
}
