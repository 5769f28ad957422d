// Colors that identify a captured page by its pixels. Not part of `rtc`: probes import it.

// Far enough apart, and from white, gray and black, to remain distinguishable after a capture has shifted them.
export const COLOURS = {
  red: [200, 30, 30],
  blue: [30, 30, 200],
  green: [30, 160, 60],
  yellow: [220, 200, 40],
};

// A capture shifts a color channel by up to 20.
const TOLERANCE = 30;
const WIDE = 64;
const HIGH = 48;

export const css = (name) => `rgb(${COLOURS[name].join(",")})`;

function nameOf(pixel) {
  const near = ([, colour]) => colour.every((value, index) => Math.abs(value - pixel[index]) <= TOLERANCE);
  return Object.entries(COLOURS).find(near)?.[0] ?? (Math.max(...pixel) < 24 ? "black" : "other");
}

function drawn(picture) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, WIDE, HIGH);
  return context;
}

// Return the color names at points [x, y] of a frame, as fractions of its size; "black" or "other" for anything else.
export function coloursAt(picture, points) {
  const context = drawn(picture);
  return points.map(([x, y]) => {
    const { data } = context.getImageData(Math.floor(x * WIDE), Math.floor(y * HIGH), 1, 1);
    return nameOf([...data.subarray(0, 3)]);
  });
}

// Return the share of each color in a frame: {red: 0.4, other: 0.6}.
export function shares(picture) {
  const { data } = drawn(picture).getImageData(0, 0, WIDE, HIGH);
  const counted = {};
  for (let at = 0; at < data.length; at += 4) {
    const name = nameOf([...data.subarray(at, at + 3)]);
    counted[name] = (counted[name] ?? 0) + 1 / (WIDE * HIGH);
  }
  return counted;
}

// Add a box of one color that fills the page unless `style` says otherwise. Its counter changes continuously because
// browsers capture a static page only once.
export function poster(rtc, colour, style = "inset:0") {
  const box = document.createElement("div");
  rtc.cleanup(() => box.remove());
  box.style.cssText = `position:fixed;${style};background:${css(colour)};isolation:isolate;overflow:hidden;font:9px/1 monospace`;
  let count = 0;
  const counting = setInterval(() => (box.textContent = String((count += 1))), 50);
  rtc.cleanup(() => clearInterval(counting));
  document.body.append(box);
  return box;
}

// Wait until the playing video shows these colors at the points. Return false if it does not within `ms`.
export async function comesToShow(rtc, video, points, names, ms = 4000) {
  const look = () => coloursAt(video, points).every((name, index) => name === names[index]);
  const seen = await rtc.attempt(() => rtc.until(look, { ms, label: `${names.join(", ")} in the capture` }));
  return seen.ok;
}
