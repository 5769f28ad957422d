// Pictures that one browser encrypts and another one decrypts, each by the interface for transforms that it has.

import { ENOUGH, FIRST, PICTURE, RATIO, SECOND } from "./encrypted_calls.js";
import { callOther, codecInUse, trackOf } from "./other_browser.js";
import { codecNamed, prefer } from "./one_codec.js";
import { readStamp, stampedTrack } from "./stamp.js";
import { transformer } from "./transforms.js";

const PATIENCE = 12000;

// Reads the numbers of a received track while it lasts; gives how many different ones there were from a number on.
function reader(rtc, track) {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, autoplay: true });
  video.srcObject = new MediaStream([track]);
  video.style.cssText = "position:fixed;right:0;bottom:0;width:64px;height:48px";
  rtc.cleanup(() => video.remove());
  document.body.append(video);
  video.play().catch(() => {});
  const read = new Set();
  const looking = setInterval(() => {
    const number = video.readyState >= 2 && video.videoWidth > 0 ? readStamp(video) : null;
    if (number !== null) read.add(number);
  }, 25);
  rtc.cleanup(() => clearInterval(looking));
  return (from = 0) => [...read].filter((number) => number >= from).length;
}

// The two parts of such a probe, {offerer, answerer}: the offerer has the keys and changes them in mid-call; the answerer
// first has none, then the first, then both. What the sender has drawn by then bounds the numbers that count.
export function encryptedBetween(codec) {
  async function offerer(rtc) {
    const maker = await transformer(rtc);
    const { track, count } = stampedTrack(rtc, PICTURE);
    let pipe = null;
    const { pc, refused } = await callOther(rtc, {
      configuration: maker.configuration,
      prepare(connection) {
        const transceiver = connection.addTransceiver(track, { direction: "sendonly" });
        prefer(rtc, transceiver, codec);
        pipe = maker.put(transceiver.sender, { does: "encrypt", codec, keys: [FIRST] });
      },
    });
    await rtc.signal.next("change", 40000);
    await pipe.change({ keys: [SECOND] });
    rtc.signal.send("changed", count());
    await rtc.signal.next("seen", 40000);
    return { facts: { api: maker.api, codec: await codecInUse(rtc, pc, "outbound-rtp", "video"), refused } };
  }

  async function answerer(rtc) {
    const maker = await transformer(rtc);
    if (!codecNamed(rtc, codec)) rtc.unsupported(`${codec.toUpperCase()} in both directions`);
    let pipe = null;
    const { pc, refused } = await callOther(rtc, {
      configuration: maker.configuration,
      // In the event itself: in Chromium a transform that comes a moment later may get no frames at all
      made: (connection) => connection.addEventListener("track", ({ receiver }) => {
        pipe = maker.put(receiver, { does: "decrypt", codec, keys: [] });
      }),
    });
    const numbers = reader(rtc, await trackOf(rtc, pc, "video"));
    const refusedFrames = async () => ((await pipe.seen())?.failed ?? 0) >= 3 * ENOUGH;
    const came = await rtc.attempt(() => rtc.until(refusedFrames, { ms: PATIENCE, every: 50, label: "frames of an unknown key" }));
    const keylessSeesNothing = came.ok ? numbers() * RATIO <= 3 * ENOUGH : null;
    const before = numbers();
    const sees = async (least, label) => (await rtc.attempt(() => rtc.until(least, { ms: PATIENCE, label }))).ok;
    await pipe.change({ keys: [FIRST, SECOND] });
    const holder = await sees(() => numbers() >= before + ENOUGH, "numbered frames with the key");
    rtc.signal.send("change");
    const drawn = await rtc.signal.next("changed", PATIENCE);
    const afterChange = await sees(() => numbers(drawn) >= ENOUGH, "numbered frames with the next key");
    rtc.signal.send("seen");
    return { facts: { api: maker.api, keylessSeesNothing, holder, afterChange, refused } };
  }

  return { offerer, answerer };
}
