// Zooms a captured tab with CaptureController.increaseZoomLevel() and others, and scrolls it with forwardWheel().
// https://w3c.github.io/mediacapture-surface-control/#dom-capturecontroller-forwardwheel
// META: stage=screen
// META: spoils

import { OPTIONS, capture, openShared } from "../../lib/surfaces.js";

const PERMISSION = "captured-surface-control";

async function tried(rtc, action) {
  const done = await rtc.attempt(() => rtc.within(10000, action(), "CaptureController method"));
  return done.ok ? "done" : done.error.name;
}

async function query(rtc) {
  const status = await rtc.attempt(() => navigator.permissions.query({ name: PERMISSION }));
  return status.ok ? status.value.state : status.error.name;
}

async function zoom(rtc, controller) {
  const told = [];
  controller.addEventListener("zoomlevelchange", () => told.push(controller.zoomLevel));
  const change = async (method) => {
    const before = controller.zoomLevel;
    await rtc.activate();
    const outcome = await tried(rtc, () => controller[method]());
    await rtc.attempt(() => rtc.until(() => controller.zoomLevel !== before, { ms: 2000, label: "CaptureController.zoomLevel change" }));
    return { outcome, before, after: controller.zoomLevel };
  };
  const steps = { more: await change("increaseZoomLevel"), back: await change("resetZoomLevel"), less: await change("decreaseZoomLevel") };
  return { ...steps, told };
}

async function scroll(rtc, controller, tab) {
  tab.document.body.style.cssText += "overflow:auto;height:4000px";
  tab.document.documentElement.style.overflow = "auto";
  const pad = document.createElement("div");
  rtc.cleanup(() => pad.remove());
  document.body.append(pad);
  await rtc.activate();
  const forwarded = await tried(rtc, () => controller.forwardWheel(pad));
  const event = new WheelEvent("wheel", { deltaY: 300, bubbles: true, cancelable: true });
  pad.dispatchEvent(event);
  const scrolled = await rtc.attempt(() => rtc.until(() => tab.scrollY > 0, { ms: 1500, label: "scroll position of the captured tab" }));
  return { forwarded, untrustedWheelScrolls: scrolled.ok, forwardWheelNull: await tried(rtc, () => controller.forwardWheel(null)) };
}

export default async function (rtc) {
  if (typeof globalThis.CaptureController?.prototype.forwardWheel !== "function") rtc.unsupported("CaptureController.forwardWheel");
  const tab = await openShared(rtc, "tab");
  const controller = new CaptureController();
  const stream = await capture(rtc, { ...OPTIONS.tab, controller });
  const [track] = stream.getVideoTracks();
  const asked = await query(rtc);
  await rtc.permit({ [PERMISSION]: "granted" });
  const facts = {
    permission: asked,
    permissionWhenGranted: await query(rtc),
    zoomLevel: controller.zoomLevel,
    zoom: await zoom(rtc, controller),
    scroll: await scroll(rtc, controller, tab),
  };
  track.stop();
  await rtc.activate();
  facts.increaseZoomLevelAfterStop = await tried(rtc, () => controller.increaseZoomLevel());
  facts.zoomLevelAfterStop = controller.zoomLevel;
  return { facts };
}
