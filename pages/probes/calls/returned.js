// `RTCRtpReceiver.track` with video that a server returns: a box around what it found, inverted colors, frame order.
// https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface
// META: stage=peer
// META: alone
// META: timeout=60
import { callServer } from "../../lib/peer.js";
import { PLACES, sceneTrack } from "../../lib/scene.js";
import { middleOf, rising } from "../../lib/sight.js";
import { readStamp } from "../../lib/stamp.js";

const WIDTH = 640;
const HEIGHT = 360;
// How much encoding twice shifts a color channel at most; the colors compared here differ by 150 and more.
const NEAR = 60;
const HALF = (Math.min(WIDTH, HEIGHT) * 0.3) / 2;
const MIDDLE = [PLACES.shape.x * WIDTH, PLACES.shape.y * HEIGHT];
const EDGE = [MIDDLE[0] - HALF, MIDDLE[1]];
const GROUND = [WIDTH / 2, HEIGHT * 0.9];

const WANTED = {
  boxed: { edge: [EDGE, [255, 0, 255]], middle: [MIDDLE, [210, 30, 30]], ground: [GROUND, [225, 225, 225]] },
  inverted: { middle: [MIDDLE, [45, 225, 225]], ground: [GROUND, [30, 30, 30]] },
};

const near = (pixel, colour) => colour.every((value, at) => Math.abs(value - pixel[at]) < NEAR);

function look(video, canvas, points) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, WIDTH, HEIGHT);
  const seen = Object.entries(points).map(([name, [[x, y], colour]]) => {
    const { data } = context.getImageData(Math.round(x), Math.round(y), 1, 1);
    return [name, near([...data.subarray(0, 3)], colour)];
  });
  return Object.fromEntries(seen);
}

async function comesBack(rtc, back) {
  const scene = sceneTrack(rtc, { width: WIDTH, height: HEIGHT, marker: null });
  const { pc } = await callServer(rtc, { back, prepare: (made) => made.addTransceiver(scene.track, { direction: "sendrecv" }) });
  const video = await rtc.play(pc.getReceivers()[0].track);
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  let seen = {};
  const all = () => {
    seen = look(video, canvas, WANTED[back]);
    return Object.values(seen).every(Boolean);
  };
  await rtc.attempt(() => rtc.until(all, { ms: 10000, label: `${back} returned frames` }));
  return { scene, video, seen };
}

async function numbersOf(rtc, scene, video) {
  const read = new Map();
  const next = () => {
    const number = readStamp(video);
    if (number !== null && !read.has(number)) read.set(number, performance.now() - scene.drawnAt(number));
    return read.size >= 6;
  };
  await rtc.attempt(() => rtc.until(next, { ms: 20000, every: 15, label: "numbered frames" }));
  return read;
}

export default async function (rtc) {
  const boxed = await comesBack(rtc, "boxed");
  const read = await numbersOf(rtc, boxed.scene, boxed.video);
  const numbers = [...read.keys()];
  const inverted = await comesBack(rtc, "inverted");
  return {
    facts: { boxed: boxed.seen, numbersCome: numbers.length > 1, numbersRise: rising(numbers), inverted: inverted.seen },
    metrics: { there_and_back_ms: Math.round(middleOf([...read.values()])) },
  };
}
