// Uses a CaptureController before, during and after a capture of the own tab, and twice.
// https://w3c.github.io/mediacapture-screen-share/#dom-capturecontroller
// META: spoils
// META: timeout=60

const BEHAVIOURS = ["focus-capturing-application", "focus-captured-surface", "no-focus-change", "no such word"];

async function tried(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(10000, action(), "CaptureController method"));
  return done.ok ? "taken" : done.error.name;
}

async function focusWords(rtc) {
  const words = {};
  for (const word of BEHAVIOURS) {
    words[word.replaceAll(/[ -]/g, "_")] = await tried(rtc, async () => new CaptureController().setFocusBehavior(word));
  }
  return words;
}

async function without(rtc) {
  const wheel = document.createElement("div");
  const idle = new CaptureController();
  return {
    zoom_level: idle.zoomLevel,
    increase: await tried(rtc, async () => idle.increaseZoomLevel?.()),
    forward_wheel: await tried(rtc, async () => idle.forwardWheel?.(wheel)),
    zoom_levels: (await rtc.attempt(async () => idle.getSupportedZoomLevels())).error?.name ?? "given",
  };
}

export default async function (rtc) {
  if (typeof CaptureController !== "function") rtc.unsupported("CaptureController");
  const controller = new CaptureController();
  const stream = await rtc.captureTab({ controller });
  const focus_after_capture = await tried(rtc, async () => {
    // The focus decision is final in the task after the one in which the promise resolved.
    await new Promise((resolve) => setTimeout(resolve));
    controller.setFocusBehavior("no-focus-change");
  });
  const levels = await rtc.attempt(async () => controller.getSupportedZoomLevels());
  const facts = {
    called_as_function: await tried(rtc, async () => CaptureController()),
    is_event_target: controller instanceof EventTarget,
    focus_words: await focusWords(rtc),
    without_capture: await without(rtc),
    own_tab: {
      focus_after_capture,
      zoom_level: controller.zoomLevel,
      zoom_levels: levels.ok ? levels.value : levels.error.name,
      increase: await tried(rtc, async () => controller.increaseZoomLevel?.()),
      forward_wheel: await tried(rtc, async () => controller.forwardWheel?.(document.body)),
    },
    second_use: rtc.inAWord(await rtc.requestTab({ controller })),
    not_a_controller: rtc.inAWord(await rtc.requestTab({ controller: {} })),
  };
  stream.getTracks().forEach((track) => track.stop());
  facts.second_use_after_stop = rtc.inAWord(await rtc.requestTab({ controller }));
  facts.zoom_level_after_stop = controller.zoomLevel;
  return { facts };
}
