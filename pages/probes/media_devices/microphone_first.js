// Calls enumerateDevices() before capture, during and after microphone capture, and during camera capture.
// https://w3c.github.io/mediacapture-main/#device-information-exposure

const KINDS = ["audioinput", "videoinput", "audiooutput"];

function told(devices) {
  return Object.fromEntries(KINDS.map((kind) => {
    const ofKind = devices.filter((device) => device.kind === kind);
    const shown = (name) => ofKind.filter((device) => device[name] !== "").length;
    return [kind, { count: ofKind.length, labels: shown("label"), ids: shown("deviceId"), groups: shown("groupId") }];
  }));
}

export default async function (rtc) {
  const list = () => navigator.mediaDevices.enumerateDevices();
  const facts = { before: told(await list()) };
  const sound = await rtc.microphone();
  facts.microphoneOnly = told(await list());
  sound.getTracks().forEach((track) => track.stop());
  facts.microphoneStopped = told(await list());
  await rtc.camera();
  facts.both = told(await list());
  return { facts };
}
