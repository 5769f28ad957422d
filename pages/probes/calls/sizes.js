// `replaceTrack()` with tracks of four sizes, and a canvas track that changes its aspect ratio: what a server decodes.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack
// META: stage=peer
// META: timeout=90
import { callServer, sights } from "../../lib/peer.js";
import { sceneTrack } from "../../lib/scene.js";
import { foundIn } from "../../lib/sight.js";

const SIZES = [
  { width: 320, height: 180, kind: "circle", colour: "red" },
  { width: 640, height: 360, kind: "square", colour: "blue" },
  { width: 1280, height: 720, kind: "triangle", colour: "green" },
  { width: 360, height: 640, kind: "circle", colour: "blue" },
];
const RESHAPED = { width: 640, height: 480, kind: "circle", colour: "blue" };

// A browser may scale the video down on a slow machine or network, at the same aspect ratio; the size is a note, not a fact.
async function arrives(rtc, heard, { width, height, kind, colour }) {
  const alike = (sight) => Math.abs(sight.width / sight.height - width / height) < 0.02;
  const wanted = ({ shape, marker, ...sight }) => alike(sight) && shape?.kind === kind && shape.colour === colour && marker !== null;
  const seen = await rtc.attempt(() => sights(rtc, heard, { enough: 2, look: wanted, ms: 15000 }));
  const last = heard.all.filter(({ sight }) => sight).at(-1)?.sight;
  rtc.note(`${width}x${height} arrives as`, last ? `${last.width}x${last.height}` : null);
  return seen.ok ? foundIn(seen.value[0]) : { never: true };
}

export default async function (rtc) {
  // 8 frames per second keep the load of encoding and decoding 1280x720 low on a busy machine
  const scenes = SIZES.map((size) => sceneTrack(rtc, { ...size, framesPerSecond: 8 }));
  // "detail" prefers resolution over frame rate
  scenes.forEach(({ track }) => (track.contentHint = "detail"));
  const { pc, heard } = await callServer(rtc, { prepare: (made) => made.addTransceiver(scenes[0].track, { direction: "sendonly" }) });
  const facts = {};
  for (const [at, { track }] of scenes.entries()) {
    await pc.getSenders()[0].replaceTrack(track);
    facts[`${SIZES[at].width}x${SIZES[at].height}`] = await arrives(rtc, heard, SIZES[at]);
  }
  const { canvas } = scenes.at(-1);
  Object.assign(canvas, { width: RESHAPED.width, height: RESHAPED.height });
  return { facts: { sizes: facts, reshaped: await arrives(rtc, heard, RESHAPED) } };
}
