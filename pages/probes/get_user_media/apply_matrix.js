// `applyConstraints()` with every constraint on an open camera and microphone, and `getSettings()` after each.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-applyconstraints
// META: alone
// META: timeout=90
import { settingsOf } from "../../lib/settings.js";

const VIDEO = {
  widthExact: { width: { exact: 320 } },
  heightExact: { height: { exact: 240 } },
  idealSize: { width: 500, height: 300 },
  maxSize: { width: { max: 200 }, height: { max: 150 } },
  beyond: { width: { min: 5000 } },
  ratio: { aspectRatio: { exact: 16 / 9 } },
  rate: { frameRate: { max: 10 } },
  frameRateMin500: { frameRate: { min: 500 } },
  none: { resizeMode: { exact: "none" } },
  scale: { resizeMode: { exact: "crop-and-scale" }, width: { exact: 300 } },
  facing: { facingMode: { exact: "environment" } },
  deviceIdUnknown: { deviceId: { exact: "no such device" } },
  advanced: { advanced: [{ width: 100000 }, { width: 320 }] },
  unknown: { noSuchConstraint: { exact: 1 } },
  ofAudio: { echoCancellation: { exact: true } },
  empty: {},
};

const AUDIO = {
  echoCancellationFalse: { echoCancellation: { exact: false } },
  echoCancellationTrue: { echoCancellation: { exact: true } },
  echoCancellationAll: { echoCancellation: { exact: "all" } },
  noiseSuppressionFalse: { noiseSuppression: { exact: false } },
  autoGainControlFalse: { autoGainControl: { exact: false } },
  processingIdealFalse: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  mono: { channelCount: { exact: 1 } },
  stereo: { channelCount: { exact: 2 } },
  channelCountMin50: { channelCount: { min: 50 } },
  rate: { sampleRate: { exact: 8000 } },
  deviceIdUnknown: { deviceId: { exact: "no such device" } },
  ofVideo: { width: { exact: 320 } },
  empty: {},
};

async function change(rtc, track, constraints, names) {
  const applied = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(constraints), "applyConstraints"));
  // Chromium's settings follow the frames: the first ones after the change may still have another size
  const settled = (frame) => {
    const { width, height } = track.getSettings();
    return frame.width === width && frame.height === height;
  };
  if (applied.ok && track.kind === "video") await rtc.attempt(() => rtc.watchFrames(track, 4, { ms: 20000, until: settled }));
  const settings = settingsOf(track);
  const kept = JSON.stringify(track.getConstraints()) === JSON.stringify(constraints);
  const told = Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
  return { applied: applied.ok ? "yes" : applied.error, settings: told, getConstraintsMatches: kept };
}

async function changeAll(rtc, track, table, names) {
  const facts = {};
  for (const [name, constraints] of Object.entries(table)) facts[name] = await change(rtc, track, constraints, names);
  return facts;
}

async function changeAtOnce(rtc, track) {
  const widths = [320, 160, 640];
  const change = (width) => rtc.attempt(() => rtc.within(10000, track.applyConstraints({ width: { exact: width } }), `width ${width}`));
  const applied = (await Promise.all(widths.map(change))).map((each) => each.ok || each.error.name);
  return { applied, width: track.getSettings().width, constraints: track.getConstraints() };
}

export default async function (rtc) {
  const [video] = (await rtc.camera({ width: 640, height: 480 })).getVideoTracks();
  const [audio] = (await rtc.microphone()).getAudioTracks();
  return {
    facts: {
      video: await changeAll(rtc, video, VIDEO, ["width", "height", "frameRate", "aspectRatio", "resizeMode"]),
      audio: await changeAll(rtc, audio, AUDIO, ["echoCancellation", "noiseSuppression", "autoGainControl", "channelCount", "sampleRate"]),
      threeConcurrentCalls: await changeAtOnce(rtc, video),
    },
  };
}
