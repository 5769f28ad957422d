// `permissions.query()`, `getUserMedia()`, device labels and a live camera track before and after an iframe reload.
// https://w3c.github.io/permissions/#dfn-lifetime
// META: timeout=60

async function state(rtc, iframe) {
  const query = await rtc.attempt(() => iframe.run("query", { name: "camera" }));
  const media = await rtc.attempt(() => iframe.run("getUserMedia", { video: true }));
  const devices = await iframe.run("enumerate");
  await iframe.run("stop");
  return {
    queried: query.value ?? query.error.name,
    given: media.value ?? media.error.name,
    labelled: devices.some((device) => device.kind === "videoinput" && device.label),
  };
}

async function reload(rtc, iframe) {
  const loaded = rtc.event(iframe.element, "load", 20_000);
  iframe.element.contentWindow.location.reload();
  await loaded;
}

async function labelledUnasked(iframe) {
  return (await iframe.run("enumerate")).some((device) => device.kind === "videoinput" && device.label);
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted" });
  const iframe = await rtc.openIframe({});
  const facts = { granted: await state(rtc, iframe) };
  const { mediaDevices } = iframe.element.contentWindow.navigator;
  const stream = await mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  rtc.cleanup(() => track.stop());
  await reload(rtc, iframe);
  await rtc.attempt(() => rtc.until(() => track.readyState === "ended", { ms: 10000, label: "track ended event" }));
  facts.oldTrackReadyState = track.readyState;
  facts.labelsBeforeGetUserMedia = await labelledUnasked(iframe);
  facts.afterReload = await state(rtc, iframe);
  await rtc.permit({ camera: "denied" });
  await reload(rtc, iframe);
  facts.deniedAfterReload = await state(rtc, iframe);
  return { facts };
}
