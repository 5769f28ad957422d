// Calls whose pictures are encrypted end to end: one who has the key, one who has none, one whose key is another.

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
// Of frames that one without the key gets, a few of the first may be shown; nobody may call that seeing.
export const RATIO = 4;

// Waits until the receiver has got so many frames that it could not decrypt, and gives whether the pictures stood still.
async function standsStill(rtc, watch, receiver) {
  const before = (await receiver.seen()).failed;
  watch.again();
  const refused = async () => (await receiver.seen()).failed >= before + 3 * ENOUGH;
  const came = await rtc.attempt(() => rtc.until(refused, { ms: 8000, every: 50, label: "frames of another key" }));
  return came.ok ? watch.numbers() * RATIO <= 3 * ENOUGH : null;
}

// What key changes in mid-call do: a receiver that is told the new key before the sender uses it misses nothing that stays
// missed; one whose key is another sees nothing; with the right one it sees again.
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

// The facts of such a probe, in a call between two connections of this page:
// {api, codec, sent, received, holder, keylessSeesNothing, afterChange, wrongKeySeesNothing, rightKeyAgain}.
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
  const holds = await sees(rtc, watch, { enough: ENOUGH * 2 });
  const keylessSeesNothing = received !== null && blind.numbers() * RATIO <= watch.numbers();
  rtc.note("numbers read", { holder: watch.numbers(), keyless: blind.numbers() });
  [keyless.a, keyless.b].forEach((end) => end.close());
  return { api: api.api, codec, sent, received, holder: holds, keylessSeesNothing, ...(await changing(rtc, watch, holder)) };
}
