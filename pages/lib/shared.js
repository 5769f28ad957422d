// The page to be captured: two halves in colors that its opener sets, and a counter unless the page is `still`.

import { css } from "./colours.js";

const query = new URLSearchParams(location.search);
document.title = query.get("title") ?? document.title;

const number = document.createElement("p");
number.style.margin = "0";
document.body.append(number);
let count = 0;
if (!query.has("still")) setInterval(() => (number.textContent = String((count += 1))), 50);

// Paint the left and the right half in named colors.
globalThis.paint = (left, right) => {
  document.body.style.background = `linear-gradient(90deg, ${css(left)} 50%, ${css(right)} 50%)`;
};

// Play a tone until the page is closed.
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
