// End-to-end encrypted video from one browser to another, each with the encoded transform API that it has.

import { ENOUGH, FIRST, PICTURE, RATIO, SECOND } from "./encrypted_calls.js";
import { callOther, codecInUse, trackOf } from "./other_browser.js";
import { codecNamed, prefer } from "./one_codec.js";
import { readStamp, stampedTrack } from "./stamp.js";
import { transformer } from "./transforms.js";

const PATIENCE = 12000;

// Read the numbers of a received track continuously. The returned function counts different numbers from `from` on.
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

// Create the two roles of the probe, {offerer, answerer}. The offerer encrypts and changes the key during the call. The
// answerer first has no key, then both keys. After the change, only numbers that were drawn since then count.
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
      // Set the transform in the track event: in Chromium a transform that is set later may receive no frames
      made: (connection) => connection.addEventListener("track", ({ receiver }) => {
        pipe = maker.put(receiver, { does: "decrypt", codec, keys: [] });
      }),
    });
    const numbers = reader(rtc, await trackOf(rtc, pc, "video"));
    const refusedFrames = async () => ((await pipe.seen())?.failed ?? 0) >= 3 * ENOUGH;
    const came = await rtc.attempt(() => rtc.until(refusedFrames, { ms: PATIENCE, every: 50, label: "undecryptable frames" }));
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
