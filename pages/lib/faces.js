// What the probes have in common that picture the browser's own face. No part of `rtc`: probes import it.

const NOBODY_ANSWERS = 1500;

export const REQUESTS = {
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  both: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
  display: (options) => navigator.mediaDevices.getDisplayMedia(options),
};

// Starts a request that a person is to answer. Gives {outcome(ms), stream(), message()}; the outcome is "pending" or what
// became of it, in a word.
export async function ask(rtc, request) {
  let settled = null;
  await rtc.look();
  await rtc.activate(); // after the look, which may take longer than an activation lasts
  const done = request().then(
    (stream) => {
      rtc.cleanup(() => stream.getTracks().forEach((track) => track.stop()));
      settled = { word: "fulfilled", stream };
    },
    (error) => (settled = { word: error.name, message: error.message }),
  );
  const outcome = async (ms = NOBODY_ANSWERS) => {
    await rtc.attempt(() => rtc.within(ms, done, "an answer"));
    return settled?.word ?? "pending";
  };
  return { outcome, stream: () => settled?.stream ?? null, message: () => settled?.message ?? null };
}

// A page with little on it, the same in each browser.
export function calmPage(text) {
  document.title = "A page that asks";
  document.body.replaceChildren();
  document.body.style.cssText = "background:white;color:black;font:16px sans-serif;margin:16px";
  document.body.append(text);
}

// Firefox' family has other keys than all the others: a letter with Alt stands on its buttons.
export const isGecko = "mozInnerScreenX" in globalThis;

const TRIES = 4;
const TRY = 800;

// Presses keys until the request `asked` is answered. A prompt takes no key in its first moments, against clicks by mistake,
// and how long these are a busy machine decides: what had no effect is pressed again.
export async function press(rtc, keys, asked) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await rtc.press(keys.join(" "));
    if (!asked || (await asked.outcome(TRY)) !== "pending") return;
  }
}

// Pictures a prompt, dismisses it and tells what the page learns.
export async function dismissPrompt(rtc, text, request) {
  calmPage(text);
  const asked = await ask(rtc, request);
  await rtc.picture("prompt");
  const unanswered = await asked.outcome(0);
  await press(rtc, ["Escape"], asked);
  const dismissed = await asked.outcome(3000);
  await rtc.picture("after-it-was-dismissed");
  return { facts: { unanswered, dismissed }, notes: { message: asked.message() } };
}

// Pictures the picker as it opens with some options, and cancels it.
export async function cancelPicker(rtc, text, options) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  calmPage(text);
  const asked = await ask(rtc, () => REQUESTS.display(options));
  await rtc.picture("picker");
  const unanswered = await asked.outcome(0);
  await press(rtc, ["Escape"], asked);
  return { facts: { unanswered, cancelled: await asked.outcome(3000) }, notes: { message: asked.message() } };
}
