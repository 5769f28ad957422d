// `OverconstrainedError.constraint` of `getUserMedia()` calls that no device can satisfy.
// https://w3c.github.io/mediacapture-main/#overconstrainederror-interface
// META: alone

const VIDEO = {
  width_100000: { width: { exact: 100000 } },
  height_min_100000: { height: { min: 100000 } },
  frame_rate_1000: { frameRate: { exact: 1000 } },
  aspect_ratio_1000: { aspectRatio: { exact: 1000 } },
  device_unknown: { deviceId: { exact: "no such device" } },
  group_unknown: { groupId: { exact: "no such group" } },
  facing_environment: { facingMode: { exact: "environment" } },
  min_above_max: { width: { min: 1000, max: 100 } },
  two_wrong: { width: { exact: 100000 }, height: { exact: 100000 } },
  unknown_name: { noSuchConstraint: { exact: 1 } },
  advanced_only: { advanced: [{ width: 100000 }] },
  list_of_devices: { deviceId: { exact: ["no such device", "nor this one"] } },
};

const AUDIO = {
  device_unknown: { deviceId: { exact: "no such device" } },
  channels_100: { channelCount: { exact: 100 } },
  sample_rate_1: { sampleRate: { exact: 1 } },
};

async function tryOne(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.userMedia(constraints));
  if (opened.ok) opened.value.getTracks().forEach((track) => track.stop());
  return opened.ok ? { opened: true } : { opened: false, ...opened.error };
}

export default async function (rtc) {
  const facts = { interface_exposed: typeof OverconstrainedError === "function", video: {}, audio: {} };
  for (const [name, video] of Object.entries(VIDEO)) facts.video[name] = await tryOne(rtc, { video });
  for (const [name, audio] of Object.entries(AUDIO)) facts.audio[name] = await tryOne(rtc, { audio });
  facts.both_kinds_blames = await tryOne(rtc, { audio: true, video: VIDEO.width_100000 });
  const caught = await navigator.mediaDevices.getUserMedia({ video: VIDEO.width_100000 }).catch((error) => error);
  facts.error_is_dom_exception = caught instanceof DOMException;
  facts.error_interface = caught.constructor.name;
  return { facts };
}
