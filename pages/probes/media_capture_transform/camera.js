// Recognizes the circle, square and triangle that a `getUserMedia()` camera films in turn.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: stage=shapes
// META: timeout=90
import { comesToSee, trainedModel } from "../../lib/vision.js";

const FILM = ["circle", "square", "triangle"];

export default async function (rtc) {
  const { recognise } = await trainedModel(rtc);
  const stream = await rtc.camera({ width: 320, height: 240 });
  const video = await rtc.play(stream);
  const told = {};
  const order = [];
  const look = async () => {
    const kind = await recognise(video);
    if (FILM.includes(kind) && kind !== order.at(-1)) order.push(kind);
    return kind;
  };
  for (const kind of FILM) told[kind] = await comesToSee(rtc, look, kind, 10000);
  await rtc.attempt(() => rtc.until(async () => ((await look()), order.length >= 7), { ms: 15000, label: "the test video twice" }));
  const pairs = order.slice(1).map((kind, at) => (FILM.indexOf(kind) - FILM.indexOf(order[at]) + 3) % 3);
  return { facts: { told, goesOn: order.length >= 7, inOrder: pairs.every((step) => step === 1) }, notes: { order } };
}
