// End-to-end encrypted video through an SFU that has no key.

import { ENOUGH, FIRST, OTHER, PICTURE, RATIO, SECOND } from "./encrypted_calls.js";
import { openRoom } from "./forwarding.js";
import { sees, watcher } from "./numbered.js";
import { codecNamed, flowing, prefer } from "./one_codec.js";
import { stampedTrack } from "./stamp.js";
import { transformer } from "./transforms.js";

// Return the facts {api, codec, sent, received, holder, keylessSeesNothing, otherKeySeesNothing, otherKeyIsRefused,
// lateHolder, afterChange}. Three subscribers join: with the key, with no key and with the wrong key. A fourth joins late
// with the key.
export async function encryptedRoom(rtc, codec) {
  if (!codecNamed(rtc, codec)) rtc.unsupported(`${codec.toUpperCase()} in both directions`);
  const maker = await transformer(rtc);
  const { configuration } = maker;
  const room = await openRoom(rtc, { videocodec: codec });
  const source = stampedTrack(rtc, PICTURE);
  let sender = null;
  const prepared = (transceiver) => {
    prefer(rtc, transceiver, codec);
    sender = maker.put(transceiver.sender, { does: "encrypt", codec, keys: [FIRST] });
  };
  const publisher = await room.publish([{ track: source.track, prepared }], { configuration, encrypted: true });
  const joins = async (options) => {
    let pipe = null;
    const take = (receiver) => options && (pipe = maker.put(receiver, options));
    // With createEncodedStreams() a connection forwards no frames until the page reads its streams
    if (!options && maker.api === "streams") rtc.unsupported("a keyless subscriber with createEncodedStreams");
    const subscriber = await room.subscribe([publisher.id], { configuration, taken: take });
    return { pc: subscriber.pc, pipe, watch: watcher(rtc, subscriber.tracks.video[0], source) };
  };
  const holding = () => ({ does: "decrypt", codec, keys: [FIRST, SECOND] });
  const [holder, keyless, other] = [await joins(holding()), await joins(null), await joins({ does: "decrypt", codec, keys: [OTHER] })];
  const [sent, received] = [await flowing(rtc, publisher.pc, "outbound-rtp"), await flowing(rtc, keyless.pc, "inbound-rtp")];
  [keyless, other].forEach(({ watch }) => watch.again());
  const holds = await sees(rtc, holder.watch, { enough: 2 * ENOUGH, ms: 12000 });
  const blind = ({ watch }) => watch.numbers() * RATIO <= holder.watch.numbers();
  const nothing = { keylessSeesNothing: received !== null && blind(keyless), otherKeySeesNothing: blind(other) };
  rtc.note("numbers read", [holder, keyless, other].map(({ watch }) => watch.numbers()));
  [keyless, other].forEach(({ pc }) => pc.close());
  const refused = (await other.pipe.seen()).failed > 0;
  const late = await joins(holding());
  const lateHolder = await sees(rtc, late.watch, { enough: ENOUGH, ms: 12000 });
  await sender.change({ keys: [SECOND] });
  const afterChange = await sees(rtc, late.watch, { enough: ENOUGH, ms: 12000 });
  return { api: maker.api, codec, sent, received, holder: holds, ...nothing, otherKeyIsRefused: refused, lateHolder, afterChange };
}
