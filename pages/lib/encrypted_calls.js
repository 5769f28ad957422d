// End-to-end encrypted video calls: a receiver with the key, one with no key, and one with the wrong key.

import { sees, watcher } from "./numbered.js";
import { codecNamed, flowing } from "./one_codec.js";
import { stampedTrack } from "./stamp.js";
import { transformedCall } from "./transformed_calls.js";
import { transformer } from "./transforms.js";

export const PICTURE = { width: 320, height: 180, framesPerSecond: 15 };
export const FIRST = [1, "the first key"];
export const SECOND = [2, "the second key"];
export const OTHER = [1, "another key"];
export const ENOUGH = 8;
// A receiver without the key may show a few of the first frames. This ratio keeps them from counting as decoded video.
export const RATIO = 4;

// Wait for enough frames that the receiver cannot decrypt. Return true if the video froze, and null if none arrived.
async function standsStill(rtc, watch, receiver) {
  const before = (await receiver.seen()).failed;
  watch.again();
  const refused = async () => (await receiver.seen()).failed >= before + 3 * ENOUGH;
  const came = await rtc.attempt(() => rtc.until(refused, { ms: 15000, every: 50, label: "undecryptable video frames" }));
  return came.ok ? watch.numbers() * RATIO <= 3 * ENOUGH : null;
}

// Change keys during the call. A receiver that has the new key before the sender uses it keeps decoding, one with the wrong
// key shows nothing, and one that gets the right key back decodes again.
async function changing(rtc, watch, { sender, receiver }) {
  await receiver.change({ keys: [FIRST, SECOND] });
  await sender.change({ keys: [SECOND] });
  const afterChange = await sees(rtc, watch, { enough: ENOUGH });
  await receiver.change({ keys: [OTHER, [2, "another second key"]] });
  const wrongKeySeesNothing = await standsStill(rtc, watch, receiver);
  await receiver.change({ keys: [SECOND] });
  const rightKeyAgain = await sees(rtc, watch, { enough: ENOUGH });
  return { afterChange, wrongKeySeesNothing, rightKeyAgain };
}

// Return the facts of a call between two connections of this page: {api, codec, sent, received, holder, keylessSeesNothing,
// afterChange, wrongKeySeesNothing, rightKeyAgain}.
export async function encryptedCall(rtc, codec, which = null) {
  const api = await transformer(rtc, { api: which });
  if (!codecNamed(rtc, codec)) rtc.unsupported(`${codec.toUpperCase()} in both directions`);
  const source = stampedTrack(rtc, PICTURE);
  const sender = () => ({ does: "encrypt", codec, keys: [FIRST] });
  const receiver = { does: "decrypt", codec, keys: [FIRST] };
  const keyless = await transformedCall(rtc, api, { codec, track: source.track, sender: sender() });
  const holder = await transformedCall(rtc, api, { codec, track: source.track.clone(), sender: sender(), receiver });
  const [watch, blind] = [watcher(rtc, holder.track, source), watcher(rtc, keyless.track, source)];
  const [sent, received] = [await flowing(rtc, holder.a, "outbound-rtp"), await flowing(rtc, keyless.b, "inbound-rtp")];
  blind.again();
  const holds = await sees(rtc, watch, { enough: ENOUGH * 2, ms: 15000 });
  const keylessSeesNothing = received !== null && blind.numbers() * RATIO <= watch.numbers();
  rtc.note("numbers read", { holder: watch.numbers(), keyless: blind.numbers() });
  [keyless.a, keyless.b].forEach((end) => end.close());
  return { api: api.api, codec, sent, received, holder: holds, keylessSeesNothing, ...(await changing(rtc, watch, holder)) };
}
