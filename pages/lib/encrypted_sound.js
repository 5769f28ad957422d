// End-to-end encrypted audio calls: check for the sent tone with the key, with no key and with the wrong key.

import { FIRST, OTHER, SECOND } from "./encrypted_calls.js";
import { flowing } from "./one_codec.js";
import { transformedCall } from "./transformed_calls.js";
import { cameThrough, transformer } from "./transforms.js";

const TONE = 1000;
const HEARING = 4000;
const TIMES = 4;

const isNear = (hz, sent) => hz !== null && sent !== null && Math.abs(hz - sent) < sent / 20;

// Return true if the tone is detected every time, `pause` before each. A codec turns undecodable data into noise, which can
// match the pitch once by chance.
async function heardEachTime(rtc, track, sent, pause = async () => {}) {
  const heard = [];
  for (let time = 0; time < TIMES; time += 1) {
    await pause();
    heard.push(await rtc.tone(track, { ms: HEARING / 2 }));
    if (!isNear(heard.at(-1), sent)) break;
  }
  rtc.note("heard without the right key", heard);
  return heard.every((hz) => isNear(hz, sent));
}

// Chromium passes a received track's audio to Web Audio only while an element plays the track (https://crbug.com/121673).
function played(rtc, track) {
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  return track;
}

// Return the facts {api, sent, received, holder, keylessHearsNothing, afterChange, wrongKey: {refused, hearsNothing}}.
export async function encryptedSound(rtc) {
  const codec = "opus";
  const maker = await transformer(rtc);
  const track = await rtc.toneTrack(TONE);
  const sentHz = await rtc.tone(track);
  const sender = () => ({ does: "encrypt", codec, keys: [FIRST] });
  const receiver = { does: "decrypt", codec, keys: [FIRST] };
  const keyless = await transformedCall(rtc, maker, { codec, track, sender: sender() });
  const holder = await transformedCall(rtc, maker, { codec, track: track.clone(), sender: sender(), receiver });
  const [mine, theirs] = [played(rtc, holder.track), played(rtc, keyless.track)];
  const sent = await flowing(rtc, holder.a, "outbound-rtp", "audio");
  const heard = isNear(await rtc.tone(mine, { ms: 2 * HEARING }), sentHz);
  const received = await flowing(rtc, keyless.b, "inbound-rtp", "audio");
  const keylessHears = await heardEachTime(rtc, theirs, sentHz);
  await holder.receiver.change({ keys: [FIRST, SECOND] });
  await holder.sender.change({ keys: [SECOND] });
  await cameThrough(rtc, holder.receiver, (await holder.receiver.seen()).count + 50);
  const afterChange = isNear(await rtc.tone(mine, { ms: 2 * HEARING }), sentHz);
  await holder.receiver.change({ keys: [OTHER, [2, "another second key"]] });
  // On a busy machine a receiver goes on playing what it has buffered, a second and more: frames count, not time
  async function refused(frames) {
    const { failed } = await holder.receiver.seen();
    const more = async () => (await holder.receiver.seen()).failed >= failed + frames;
    return (await rtc.attempt(() => rtc.until(more, { ms: 20000, every: 50, label: "undecryptable audio frames" }))).ok;
  }
  const wasRefused = await refused(50);
  const wrongKeyHears = await heardEachTime(rtc, mine, sentHz, wasRefused ? () => refused(100) : undefined);
  return {
    api: maker.api,
    sent,
    received,
    holder: heard,
    keylessHearsNothing: !keylessHears,
    afterChange,
    wrongKey: { refused: wasRefused, hearsNothing: !wrongKeyHears },
  };
}
