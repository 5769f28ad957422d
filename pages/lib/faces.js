// Helpers for probes that take screenshots of browser UI such as prompts and pickers. Not part of `rtc`: probes import it.

const NOBODY_ANSWERS = 1500;

export const REQUESTS = {
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  both: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
  display: (options) => navigator.mediaDevices.getDisplayMedia(options),
};

// Start a request that shows a prompt. Return {outcome(ms), stream(), message()}. The outcome is "pending", "fulfilled" or
// the error name.
export async function ask(rtc, request) {
  let settled = null;
  await rtc.look();
  await rtc.activate(); // after the look, which may outlast an activation
  const done = request().then(
    (stream) => {
      rtc.cleanup(() => stream.getTracks().forEach((track) => track.stop()));
      settled = { word: "fulfilled", stream };
    },
    (error) => (settled = { word: error.name, message: error.message }),
  );
  const outcome = async (ms = NOBODY_ANSWERS) => {
    await rtc.attempt(() => rtc.within(ms, done, "outcome of the request with the prompt"));
    return settled?.word ?? "pending";
  };
  return { outcome, stream: () => settled?.stream ?? null, message: () => settled?.message ?? null };
}

// Replace the page with minimal content that is the same in each browser.
export function calmPage(text) {
  document.title = "A page that asks";
  document.body.replaceChildren();
  document.body.style.cssText = "background:white;color:black;font:16px sans-serif;margin:16px";
  document.body.append(text);
}

// Firefox-based browsers use other keys: their prompt buttons have Alt shortcuts.
export const isGecko = "mozInnerScreenX" in globalThis;

const TRIES = 4;
const TRY = 800;

// Press keys until the request `asked` is settled. A prompt ignores keys at first to prevent accidental input. How long
// that takes depends on the machine, so keys without effect are pressed again.
export async function press(rtc, keys, asked) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await rtc.press(keys.join(" "));
    if (!asked || (await asked.outcome(TRY)) !== "pending") return;
  }
}

// Take a screenshot of a prompt, dismiss it, and return the outcome that the page observes.
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

// Take a screenshot of the getDisplayMedia() picker with the given options, then cancel it.
export async function cancelPicker(rtc, text, options) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  calmPage(text);
  const asked = await ask(rtc, () => REQUESTS.display(options));
  await rtc.picture("picker");
  const unanswered = await asked.outcome(0);
  await press(rtc, ["Escape"], asked);
  return { facts: { unanswered, cancelled: await asked.outcome(3000) }, notes: { message: asked.message() } };
}
