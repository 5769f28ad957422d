// `permissions.query()`, `getUserMedia()`, device labels and a live camera track before and after an iframe reload.
// https://w3c.github.io/permissions/#dfn-lifetime
// META: timeout=60

async function state(rtc, frame) {
  const query = await rtc.attempt(() => frame.run("query", { name: "camera" }));
  const media = await rtc.attempt(() => frame.run("getUserMedia", { video: true }));
  const devices = await frame.run("enumerate");
  await frame.run("stop");
  return {
    queried: query.value ?? query.error.name,
    given: media.value ?? media.error.name,
    labelled: devices.some((device) => device.kind === "videoinput" && device.label),
  };
}

async function reload(rtc, frame) {
  const loaded = rtc.event(frame.element, "load", 20_000);
  frame.element.contentWindow.location.reload();
  await loaded;
}

async function labelledUnasked(frame) {
  return (await frame.run("enumerate")).some((device) => device.kind === "videoinput" && device.label);
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted" });
  const frame = await rtc.frame({});
  const facts = { granted: await state(rtc, frame) };
  const { mediaDevices } = frame.element.contentWindow.navigator;
  const stream = await mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  rtc.cleanup(() => track.stop());
  await reload(rtc, frame);
  await rtc.attempt(() => rtc.until(() => track.readyState === "ended", { ms: 10000, label: "track ended event" }));
  facts.oldTrackReadyState = track.readyState;
  facts.labelsBeforeGetUserMedia = await labelledUnasked(frame);
  facts.afterReload = await state(rtc, frame);
  await rtc.permit({ camera: "denied" });
  await reload(rtc, frame);
  facts.deniedAfterReload = await state(rtc, frame);
  return { facts };
}
