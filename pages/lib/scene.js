// A picture with things in it that are to be found: a number, a coloured shape, a printed marker, each at a known place.
// No part of `rtc`: probes import it.

import { drawStamp, NUMBERS } from "./stamp.js";

// Well apart in hue, so that no codec takes one for another.
export const PAINTS = { red: "rgb(210 30 30)", green: "rgb(20 150 50)", blue: "rgb(30 50 210)" };

// The cells of two markers of the dictionary ArUco 4x4, without the black rim that each has; 1 is white.
const MARKERS = { 7: ["1100", "0100", "1111", "0010"], 23: ["1101", "1101", "1000", "0010"] };

// Draws a shape about its middle: "circle", "square" or "triangle", `size` pixels wide.
export function drawShape(context, { kind, x, y, size, paint }) {
  const half = size / 2;
  context.fillStyle = paint;
  context.beginPath();
  if (kind === "circle") context.arc(x, y, half, 0, 2 * Math.PI);
  else if (kind === "square") context.rect(x - half, y - half, size, size);
  else {
    // The middle of a triangle's area lies a third of its height above its base
    const height = (size * Math.sqrt(3)) / 2;
    context.moveTo(x, y - (2 * height) / 3);
    context.lineTo(x + half, y + height / 3);
    context.lineTo(x - half, y + height / 3);
    context.closePath();
  }
  context.fill();
}

// Draws a marker about its middle, `size` pixels wide, turned clockwise by a multiple of 90 degrees, with a white edge.
export function drawMarker(context, { number, x, y, size, turned = 0 }) {
  const cell = size / 6;
  context.save();
  context.translate(x, y);
  context.rotate((turned * Math.PI) / 180);
  context.fillStyle = "white";
  context.fillRect(-4 * cell, -4 * cell, 8 * cell, 8 * cell);
  context.fillStyle = "black";
  context.fillRect(-3 * cell, -3 * cell, 6 * cell, 6 * cell);
  context.fillStyle = "white";
  MARKERS[number].forEach((row, down) => {
    [...row].forEach((bit, across) => bit === "1" && context.fillRect((across - 2) * cell, (down - 2) * cell, cell, cell));
  });
  context.restore();
}

// Where things are, in fractions of the picture's width and height.
export const PLACES = { shape: { x: 0.28, y: 0.7 }, marker: { x: 0.76, y: 0.7 } };

function drawScene(canvas, number, { kind, colour, marker, turned }) {
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  const least = Math.min(width, height);
  context.fillStyle = "rgb(225 225 225)";
  context.fillRect(0, 0, width, height);
  drawStamp(context, width, height, number);
  if (kind) {
    const place = { x: PLACES.shape.x * width, y: PLACES.shape.y * height };
    drawShape(context, { kind, ...place, size: least * 0.3, paint: PAINTS[colour] });
  }
  if (marker) {
    drawMarker(context, { number: marker, turned, x: PLACES.marker.x * width, y: PLACES.marker.y * height, size: least * 0.3 });
  }
}

// A track of numbered pictures of such a scene: {track, canvas, show(what), drawnAt(number)}. `show` changes what is in it:
// {kind, colour, marker (7 or 23), turned}, null for nothing; `drawnAt` is when a number was drawn, as performance.now().
export function sceneTrack(rtc, { width = 640, height = 360, framesPerSecond = 15, ...first } = {}) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const drawn = new Map();
  let scene = { kind: "circle", colour: "red", marker: 7, turned: 0, ...first };
  let count = -1;
  const draw = () => {
    count = (count + 1) % NUMBERS;
    drawScene(canvas, count, scene);
    drawn.set(count, performance.now());
  };
  draw();
  const drawing = setInterval(draw, 1000 / framesPerSecond);
  rtc.cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  rtc.cleanup(() => track.stop());
  const show = (what) => {
    scene = { ...scene, ...what };
    draw();
  };
  return { track, canvas, show, drawnAt: (number) => drawn.get(number) };
}
