// Plugs a microphone in and out before getUserMedia(); notes devicechange and enumerateDevices().
// https://w3c.github.io/mediacapture-main/#event-mediadevices-devicechange
// META: stage=sound
// META: timeout=40

const DEADLINE = 1500;

async function told(rtc, action) {
  let event = false;
  const listener = () => (event = true);
  navigator.mediaDevices.addEventListener("devicechange", listener);
  await action();
  await rtc.attempt(() => rtc.until(() => event, { ms: DEADLINE, label: "devicechange" }));
  navigator.mediaDevices.removeEventListener("devicechange", listener);
  return event;
}

export default async function (rtc) {
  const list = async () => (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "audioinput");
  await rtc.permit({ camera: "prompt", microphone: "prompt" });
  const staying = await rtc.plug("microphone");
  rtc.cleanup(() => rtc.unplug(staying));
  await rtc.attempt(() => rtc.until(async () => (await list()).length > 0, { ms: DEADLINE, label: "a microphone in enumerateDevices()" }));
  const before = await list();
  let id;
  const plugged = await told(rtc, async () => (id = await rtc.plug("microphone")));
  const after = await list();
  const unplugged = await told(rtc, () => rtc.unplug(id));
  return {
    facts: {
      devicechangeOnPlug: plugged,
      devicechangeOnUnplug: unplugged,
      countIncreased: after.length > before.length,
      labelled: after.some((device) => device.label !== ""),
      identified: after.some((device) => device.deviceId !== ""),
    },
  };
}
