// `OverconstrainedError.constraint` of `getUserMedia()` calls that no device can satisfy.
// https://w3c.github.io/mediacapture-main/#overconstrainederror-interface
// META: alone

const VIDEO = {
  width100000: { width: { exact: 100000 } },
  heightMin100000: { height: { min: 100000 } },
  frameRate1000: { frameRate: { exact: 1000 } },
  aspectRatio1000: { aspectRatio: { exact: 1000 } },
  deviceIdUnknown: { deviceId: { exact: "no such device" } },
  groupIdUnknown: { groupId: { exact: "no such group" } },
  facingModeEnvironment: { facingMode: { exact: "environment" } },
  minAboveMax: { width: { min: 1000, max: 100 } },
  widthAndHeightImpossible: { width: { exact: 100000 }, height: { exact: 100000 } },
  unknownConstraint: { noSuchConstraint: { exact: 1 } },
  advancedOnly: { advanced: [{ width: 100000 }] },
  deviceIdListUnknown: { deviceId: { exact: ["no such device", "nor this one"] } },
};

const AUDIO = {
  deviceIdUnknown: { deviceId: { exact: "no such device" } },
  channelCount100: { channelCount: { exact: 100 } },
  sampleRate1: { sampleRate: { exact: 1 } },
};

async function tryOne(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.userMedia(constraints));
  if (opened.ok) opened.value.getTracks().forEach((track) => track.stop());
  return opened.ok ? { opened: true } : { opened: false, ...opened.error };
}

export default async function (rtc) {
  const facts = { interfaceExposed: typeof OverconstrainedError === "function", video: {}, audio: {} };
  for (const [name, video] of Object.entries(VIDEO)) facts.video[name] = await tryOne(rtc, { video });
  for (const [name, audio] of Object.entries(AUDIO)) facts.audio[name] = await tryOne(rtc, { audio });
  facts.audioAndVideo = await tryOne(rtc, { audio: true, video: VIDEO.width100000 });
  const caught = await navigator.mediaDevices.getUserMedia({ video: VIDEO.width100000 }).catch((error) => error);
  facts.errorIsDOMException = caught instanceof DOMException;
  facts.errorInterface = caught.constructor.name;
  return { facts };
}
