// Video with detectable content: a number, a colored shape and a printed marker, each at a known position. Not part of
// `rtc`: probes import it.

import { drawStamp, NUMBERS } from "./stamp.js";

// Different enough in hue that no codec confuses them.
export const PAINTS = { red: "rgb(210 30 30)", green: "rgb(20 150 50)", blue: "rgb(30 50 210)" };

// The cells of two markers of the ArUco 4x4 dictionary without their black border; 1 is white.
const MARKERS = { 7: ["1100", "0100", "1111", "0010"], 23: ["1101", "1101", "1000", "0010"] };

// Draw a shape centered at a point: "circle", "square" or "triangle", `size` pixels wide.
export function drawShape(context, { kind, x, y, size, paint }) {
  const half = size / 2;
  context.fillStyle = paint;
  context.beginPath();
  if (kind === "circle") context.arc(x, y, half, 0, 2 * Math.PI);
  else if (kind === "square") context.rect(x - half, y - half, size, size);
  else {
    // The centroid of a triangle is a third of its height above its base
    const height = (size * Math.sqrt(3)) / 2;
    context.moveTo(x, y - (2 * height) / 3);
    context.lineTo(x + half, y + height / 3);
    context.lineTo(x - half, y + height / 3);
    context.closePath();
  }
  context.fill();
}

// Draw a marker centered at a point, `size` pixels wide, rotated clockwise by a multiple of 90 degrees, with a white edge.
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

// Positions as fractions of the frame's width and height.
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

// Create a track of numbered frames of such a scene: {track, canvas, show(what), drawnAt(number)}. show() changes the
// content: {kind, colour, marker (7 or 23), turned}, null for nothing. drawnAt() is the performance.now() at which a number
// was drawn.
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
