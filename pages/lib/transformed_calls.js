// Calls between two connections of one page with encoded transforms, and helpers that check the frames.

import { prefer } from "./one_codec.js";

// Call with one track and one codec. `sender` and `receiver` are options of a transform (transform_worker.js), or null for
// none; `maker` is that of transforms.js. Return {a, b, transceiver, sender, receiver, receiverOfAnswer, track}: the pipes
// of the transforms, and the received track. `direction` is that of the offering side. If it also receives, `b` sends
// `back`, and `receiverOfAnswer` holds the options of a transform on what `a` receives.
export async function transformedCall(rtc, maker, wants) {
  const { codec = "vp8", track, sender = null, receiver = null, direction = "sendonly", back = null } = wants;
  const [a, b] = rtc.pair(maker.configuration);
  const transceiver = a.addTransceiver(track, { direction });
  prefer(rtc, transceiver, codec);
  const pipes = { sender: sender && maker.put(transceiver.sender, sender), receiver: null, receiverOfAnswer: null };
  if (wants.receiverOfAnswer) pipes.receiverOfAnswer = maker.put(transceiver.receiver, wants.receiverOfAnswer);
  b.addEventListener("track", (incoming) => {
    if (receiver) pipes.receiver = maker.put(incoming.receiver, receiver);
    // With createEncodedStreams() a connection forwards no frames until the page reads its streams
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

// RTP timestamps wrap at 32 bits, and two audio packets may have the same one.
export const timesGrow = (values) =>
  values.every((value, index) => index === 0 || (value - values[index - 1] + 2 ** 32) % 2 ** 32 < 2 ** 31);
export const risesStrictly = (values) => values.every((value, index) => index === 0 || value > values[index - 1]);

// Return the sorted names of all metadata members of the frames.
export const membersOf = (frames) =>
  [...new Set(frames.flatMap(({ metadata }) => Object.keys(metadata).filter((name) => metadata[name] !== undefined)))].sort();

// Return the different values of a metadata member in order.
export const valuesOf = (frames, name) => [...new Set(frames.map(({ metadata }) => metadata[name]))];
