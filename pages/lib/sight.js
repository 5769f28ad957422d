// A call in which the server of the stage `peer` receives several scenes and reports what it detects in each.

import { capabilitiesOf } from "./codecs.js";
import { callServer, sentCodec, sights } from "./peer.js";
import { PLACES, sceneTrack } from "./scene.js";

const SCENES = {
  first: { kind: "circle", colour: "red", marker: 7, turned: 0 },
  second: { kind: "square", colour: "blue", marker: 23, turned: 90 },
  third: { kind: "triangle", colour: "green", marker: 7, turned: 180 },
  nothing: { kind: null, colour: null, marker: null, turned: 0 },
};
// A fraction of the frame's width and height: a codec blurs content but does not move it.
const NEAR = 0.03;
const ENOUGH = 8;

const nearTo = (found, place) => Math.abs(found.x - place.x) < NEAR && Math.abs(found.y - place.y) < NEAR;

const named = ({ shape }) => (shape ? `${shape.colour} ${shape.kind}` : null);

// Return what the server detected in a sight, with positions as true if they are correct.
export function foundIn(sight) {
  const { shape, marker } = sight;
  return {
    shape: named(sight),
    shapeIsInPlace: shape ? nearTo(shape, PLACES.shape) : null,
    marker: marker?.number ?? null,
    turned: marker?.turned ?? null,
    markerIsInPlace: marker ? nearTo(marker, PLACES.marker) : null,
  };
}

async function look(rtc, heard, scene, wanted) {
  scene.show(wanted);
  const name = wanted.kind ? `${wanted.colour} ${wanted.kind}` : null;
  const matches = (sight) => named(sight) === name && (sight.marker?.number ?? null) === wanted.marker;
  const seen = await rtc.attempt(() => sights(rtc, heard, { enough: 1, look: matches }));
  const last = heard.all.filter(({ sight }) => sight).at(-1)?.sight;
  return seen.ok ? foundIn(seen.value[0]) : { never: true, last: last ? foundIn(last) : null };
}

export const rising = (numbers) => numbers.every((number, at) => at === 0 || number > numbers[at - 1]);

export const middleOf = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

// Send the scenes with one codec only and return {facts, metrics}.
export async function sightCall(rtc, mimeType) {
  const codecs = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video").filter((codec) => codec.mimeType === mimeType);
  if (codecs.length === 0) rtc.unsupported(`sending ${mimeType}`);
  const scene = sceneTrack(rtc);
  const prepare = (pc) => pc.addTransceiver(scene.track, { direction: "sendonly" }).setCodecPreferences(codecs);
  const { pc, heard } = await callServer(rtc, { prepare });
  const found = {};
  for (const [name, wanted] of Object.entries(SCENES)) found[name] = await look(rtc, heard, scene, wanted);
  const seen = await sights(rtc, heard, { enough: ENOUGH });
  const delays = seen.map(({ at, frame }) => at - scene.drawnAt(frame));
  const facts = {
    codec: await sentCodec(rtc, pc),
    found,
    numbersRise: rising(seen.map(({ frame }) => frame)),
  };
  return { facts, metrics: { delay_ms: Math.round(middleOf(delays)) } };
}
