// Calls between two connections of one page with transforms on their frames, and what a frame must be like.

import { prefer } from "./one_codec.js";

// A call that sends one track with one codec. `sender` and `receiver` are the options of a transform (transform_worker.js),
// or null for none; `maker` is that of transforms.js. Gives {a, b, transceiver, sender, receiver, track, ends}: the pipes of
// the transforms, and the track that arrives. `direction` is the offering side's; where it receives too, b sends `back`.
export async function transformedCall(rtc, maker, wants) {
  const { codec = "vp8", track, sender = null, receiver = null, direction = "sendonly", back = null } = wants;
  const [a, b] = rtc.pair(maker.configuration);
  const transceiver = a.addTransceiver(track, { direction });
  prefer(rtc, transceiver, codec);
  const pipes = { sender: sender && maker.put(transceiver.sender, sender), receiver: null };
  b.addEventListener("track", (incoming) => {
    if (receiver) pipes.receiver = maker.put(incoming.receiver, receiver);
    // With the streams of the older API a connection passes nothing on until someone takes them up
    else if (maker.api === "streams") pipes.receiver = maker.put(incoming.receiver, { does: "pass" });
    if (back) {
      incoming.transceiver.direction = "sendrecv";
      incoming.transceiver.sender.replaceTrack(back);
    }
  });
  await rtc.negotiate(a, b);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  return { a, b, transceiver, ...pipes, track: b.getReceivers()[0].track };
}

export const grows = (values) => values.every((value, index) => index === 0 || value >= values[index - 1]);
export const risesStrictly = (values) => values.every((value, index) => index === 0 || value > values[index - 1]);

// The names of all metadata members that any of the frames had, sorted.
export const membersOf = (frames) =>
  [...new Set(frames.flatMap(({ metadata }) => Object.keys(metadata).filter((name) => metadata[name] !== undefined)))].sort();

// The values of a metadata member, each once, in their order.
export const valuesOf = (frames, name) => [...new Set(frames.map(({ metadata }) => metadata[name]))];
