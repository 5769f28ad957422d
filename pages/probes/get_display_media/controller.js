// Uses a CaptureController before, during and after a capture of the own tab, and twice.
// https://w3c.github.io/mediacapture-screen-share/#dom-capturecontroller
// META: spoils
// META: timeout=60

import { camelCase } from "../../lib/keys.js";

const BEHAVIOURS = ["focus-capturing-application", "focus-captured-surface", "no-focus-change", "invalid value"];

async function tried(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(10000, action(), "CaptureController method"));
  return done.ok ? "taken" : done.error.name;
}

async function focusWords(rtc) {
  const words = {};
  for (const word of BEHAVIOURS) {
    words[camelCase(word)] = await tried(rtc, async () => new CaptureController().setFocusBehavior(word));
  }
  return words;
}

async function without(rtc) {
  const wheel = document.createElement("div");
  const idle = new CaptureController();
  return {
    zoomLevel: idle.zoomLevel,
    increase: await tried(rtc, async () => idle.increaseZoomLevel?.()),
    forwardWheel: await tried(rtc, async () => idle.forwardWheel?.(wheel)),
    supportedZoomLevels: (await rtc.attempt(async () => idle.getSupportedZoomLevels())).error?.name ?? "given",
  };
}

export default async function (rtc) {
  if (typeof CaptureController !== "function") rtc.unsupported("CaptureController");
  const controller = new CaptureController();
  const stream = await rtc.captureTab({ controller });
  const setFocusBehaviorAfterCapture = await tried(rtc, async () => {
    // The focus decision is final in the task after the one in which the promise resolved.
    await new Promise((resolve) => setTimeout(resolve));
    controller.setFocusBehavior("no-focus-change");
  });
  const levels = await rtc.attempt(async () => controller.getSupportedZoomLevels());
  const facts = {
    calledWithoutNew: await tried(rtc, async () => CaptureController()),
    isEventTarget: controller instanceof EventTarget,
    setFocusBehavior: await focusWords(rtc),
    withoutCapture: await without(rtc),
    currentTab: {
      setFocusBehaviorAfterCapture,
      zoomLevel: controller.zoomLevel,
      supportedZoomLevels: levels.ok ? levels.value : levels.error.name,
      increase: await tried(rtc, async () => controller.increaseZoomLevel?.()),
      forwardWheel: await tried(rtc, async () => controller.forwardWheel?.(document.body)),
    },
    controllerReused: rtc.inAWord(await rtc.requestTab({ controller })),
    invalidController: rtc.inAWord(await rtc.requestTab({ controller: {} })),
  };
  stream.getTracks().forEach((track) => track.stop());
  facts.controllerReusedAfterStop = rtc.inAWord(await rtc.requestTab({ controller }));
  facts.zoomLevelAfterStop = controller.zoomLevel;
  return { facts };
}
