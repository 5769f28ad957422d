// Compares deviceId and groupId in a page, a same-origin iframe, cross-origin iframes, and after a reload.
// https://w3c.github.io/mediacapture-main/#def-mediadeviceinfo-deviceId
// META: timeout=30

const BOTH = "camera; microphone";
const real = (devices) => devices.filter((device) => !["", "default", "communications"].includes(device.deviceId));

function compare(own, others) {
  if (!others) return null;
  const ids = new Set(real(own).map((device) => device.deviceId));
  const groups = new Set(real(own).map((device) => device.groupId));
  const labels = new Set(own.map((device) => device.label));
  return {
    deviceIdsExposed: real(others).length > 0,
    deviceIdsShared: real(others).some((device) => ids.has(device.deviceId)),
    groupIdsShared: real(others).some((device) => groups.has(device.groupId)),
    labelsShared: others.some((device) => device.label !== "" && labels.has(device.label)),
    identical: JSON.stringify(own) === JSON.stringify(others),
  };
}

async function listIn(iframe) {
  await iframe.run("getUserMedia", { video: true, audio: true });
  const devices = await iframe.run("devices");
  await iframe.run("stop");
  return devices;
}

async function reload(rtc, iframe) {
  const loaded = rtc.event(iframe.element, "load", 20_000);
  const { src } = iframe.element;
  iframe.element.src = src;
  await loaded;
}

export default async function (rtc) {
  await rtc.userMedia({ video: true, audio: true });
  const own = (await navigator.mediaDevices.enumerateDevices()).map((device) => device.toJSON());
  const same = await rtc.openIframe({});
  const before = await listIn(same);
  await reload(rtc, same);
  const after = await listIn(same);
  const other = await rtc.openIframe({ origin: "other", allow: BOTH });
  const foreign = await listIn(other);
  const third = await listIn(await rtc.openIframe({ origin: "other", allow: BOTH }));
  const [camera] = real(foreign).filter((device) => device.kind === "videoinput");
  const borrowed = camera && await rtc.attempt(() => rtc.camera({ deviceId: { exact: camera.deviceId } }));
  return {
    facts: {
      sameOriginFrame: compare(own, before),
      sameFrameReloaded: compare(before, after),
      crossOriginFrame: compare(own, foreign),
      twoCrossOriginFrames: compare(foreign, third),
      crossOriginDeviceIdOpens: borrowed ? borrowed.error ?? "opened" : null,
    },
  };
}
