// Connects two RTCDataChannels with negotiated=true by their id; creates in-band channels at both peers; reuses ids.
// https://w3c.github.io/webrtc-pc/#dom-rtcdatachannelinit-negotiated
// META: timeout=40
import { collect, farEnd, opened, take } from "../../lib/channels.js";

export default async function (rtc) {
  let announced = 0;
  const ends = {};
  const [a, b] = await rtc.loopback({
    prepare(one, other) {
      other.addEventListener("datachannel", () => (announced += 1));
      ends.near = one.createDataChannel("mine", { negotiated: true, id: 21 });
      ends.far = other.createDataChannel("yours", { negotiated: true, id: 21 });
    },
  });
  const { near, far } = ends;
  await Promise.all([opened(rtc, near), opened(rtc, far)]);
  const [there, back] = [collect(far), collect(near)];
  near.send("there");
  far.send("back");
  await take(rtc, there, 1);
  await take(rtc, back, 1);
  const announcedMeanwhile = announced;
  const comes = [farEnd(b), farEnd(a)];
  const [fromA, fromB] = [a.createDataChannel("a"), b.createDataChannel("b")];
  const [atB, atA] = await rtc.within(20_000, Promise.all(comes), "the RTCDataChannels of both sides");
  await Promise.all([fromA, fromB].map((channel) => opened(rtc, channel)));
  const clash = await rtc.attempt(async () => a.createDataChannel("again", { negotiated: true, id: 21 }));
  const taken = await rtc.attempt(async () => a.createDataChannel("again", { negotiated: true, id: fromA.id }));
  return {
    facts: {
      ids: [near.id, far.id],
      labels: [near.label, far.label],
      there, back,
      announced: announcedMeanwhile,
      idParitiesDiffer: fromA.id % 2 !== fromB.id % 2,
      idsMatch: fromA.id === atB.id && fromB.id === atA.id,
      reusedNegotiatedId: clash.ok ? "taken" : clash.error.name,
      reusedInBandId: taken.ok ? "taken" : taken.error.name,
    },
    notes: { ids: [fromA.id, fromB.id] },
  };
}
