// Publish one video as simulcast layers. The SFU forwards the layer that a subscriber requests.

import { openRoom } from "./forwarding.js";
import { watcher } from "./numbered.js";
import { prefer } from "./one_codec.js";
import { stampedTrack } from "./stamp.js";

const PICTURE = { width: 1024, height: 576, framesPerSecond: 15 };
// Bitrates low enough to send all layers from the start: the initial bandwidth estimate is 300 kbit/s.
const LAYERS = [
  { rid: "h", scaleResolutionDownBy: 1, maxBitrate: 250000 },
  { rid: "m", scaleResolutionDownBy: 2, maxBitrate: 100000 },
  { rid: "l", scaleResolutionDownBy: 4, maxBitrate: 60000 },
];

// Return what is sent per layer: {h: {frames, size}, ...}, for each rid in getStats().
export async function sentLayers(pc) {
  const streams = [...(await pc.getStats()).values()].filter(({ type, rid }) => type === "outbound-rtp" && rid);
  const told = ({ framesSent, frameWidth, frameHeight }) => ({ frames: framesSent ?? 0, size: `${frameWidth}x${frameHeight}` });
  return Object.fromEntries(streams.map((stream) => [stream.rid, told(stream)]));
}

// Publish the layers with these rids ("h", "m", "l") as VP8 and add a subscriber: {room, publisher, subscriber, watch,
// source, allSent}. `more` holds members for every encoding. `transform` is called with the sender.
export async function layeredRoom(rtc, { rids = ["h", "m", "l"], more = {}, transform = () => {}, configuration } = {}) {
  const codec = "vp8";
  const room = await openRoom(rtc, { videocodec: codec });
  const source = stampedTrack(rtc, PICTURE);
  const encodings = LAYERS.filter(({ rid }) => rids.includes(rid)).map((layer) => ({ ...layer, ...more }));
  const prepared = (transceiver) => {
    prefer(rtc, transceiver, codec);
    transform(transceiver.sender);
  };
  const publisher = await room.publish([{ track: source.track, encodings, prepared }], { configuration });
  const all = async () => {
    const sent = await sentLayers(publisher.pc);
    return rids.every((rid) => sent[rid]?.frames > 3);
  };
  const allSent = (await rtc.attempt(() => rtc.until(all, { ms: 15000, every: 100, label: "every simulcast layer" }))).ok;
  const subscriber = await room.subscribe([publisher.id], { configuration });
  const watch = watcher(rtc, subscriber.tracks.video[0], source);
  return { room, publisher, subscriber, watch, source, allSent };
}
