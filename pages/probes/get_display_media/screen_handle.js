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
  const firstChangeFiresEvent = (await told(1)).ok;
  const handle = track.getCaptureHandle();
  tab.navigator.mediaDevices.setCaptureHandleConfig({ handle: "two", permittedOrigins: [location.origin] });
  const secondChangeFiresEvent = (await told(2)).ok;
  const handleForPermittedOrigin = track.getCaptureHandle()?.handle ?? null;
  tab.location.replace(tab.location.href);
  const reloadFiresEvent = (await told(3)).ok;
  return {
    facts: {
      silent: silent === null,
      firstChangeFiresEvent,
      handle: handle?.handle ?? null,
      originMatches: handle?.origin === location.origin,
      secondChangeFiresEvent,
      handleForPermittedOrigin,
      reloadFiresEvent,
      afterReload: track.getCaptureHandle()?.handle ?? null,
      changes,
    },
  };
}
