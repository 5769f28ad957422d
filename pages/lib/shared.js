// The page that others capture: two halves in colours that its opener sets, and a number that counts up unless it is to be still.

import { css } from "./colours.js";

const query = new URLSearchParams(location.search);
document.title = query.get("title") ?? document.title;

const number = document.createElement("p");
number.style.margin = "0";
document.body.append(number);
let count = 0;
if (!query.has("still")) setInterval(() => (number.textContent = String((count += 1))), 50);

// Paints the left and the right half in colours by name.
globalThis.paint = (left, right) => {
  document.body.style.background = `linear-gradient(90deg, ${css(left)} 50%, ${css(right)} 50%)`;
};

// Plays a tone until the page is gone.
globalThis.sound = async (hertz) => {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: hertz });
  tone.connect(new GainNode(audio, { gain: 0.3 })).connect(audio.destination);
  tone.start();
  await audio.resume();
  return audio.state;
};

globalThis.paint(query.get("left") ?? "red", query.get("right") ?? "blue");
globalThis.ready = true;
