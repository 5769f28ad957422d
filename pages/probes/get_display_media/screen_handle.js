// Captures another tab that calls setCaptureHandleConfig() and navigates; records getCaptureHandle() and its events.
// https://w3c.github.io/mediacapture-handle/identity/#dom-capturehandle
// META: stage=screen
// META: spoils

import { OPTIONS, capture, openShared } from "../../lib/surfaces.js";

export default async function (rtc) {
  if (!navigator.mediaDevices?.setCaptureHandleConfig) rtc.unsupported("setCaptureHandleConfig");
  const tab = await openShared(rtc, "tab");
  const stream = await capture(rtc, OPTIONS.tab);
  const [track] = stream.getVideoTracks();
  const changes = [];
  track.addEventListener("capturehandlechange", () => changes.push(track.getCaptureHandle()?.handle ?? null));
  const told = (count) => rtc.attempt(() => rtc.until(() => changes.length >= count, { ms: 10000, label: "capturehandlechange" }));
  const silent = track.getCaptureHandle();
  tab.navigator.mediaDevices.setCaptureHandleConfig({ handle: "one", exposeOrigin: true, permittedOrigins: ["*"] });
  const first_told = (await told(1)).ok;
  const handle = track.getCaptureHandle();
  tab.navigator.mediaDevices.setCaptureHandleConfig({ handle: "two", permittedOrigins: [location.origin] });
  const second_told = (await told(2)).ok;
  const for_us_alone = track.getCaptureHandle()?.handle ?? null;
  tab.location.replace(tab.location.href);
  const reload_told = (await told(3)).ok;
  return {
    facts: {
      silent: silent === null,
      first_told,
      handle: handle?.handle ?? null,
      origin_is_right: handle?.origin === location.origin,
      second_told,
      for_us_alone,
      reload_told,
      after_reload: track.getCaptureHandle()?.handle ?? null,
      changes,
    },
  };
}
