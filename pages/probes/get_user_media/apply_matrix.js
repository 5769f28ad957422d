// `applyConstraints()` with every constraint on an open camera and microphone, and `getSettings()` after each.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-applyconstraints
// META: alone
// META: timeout=90
import { settingsOf } from "../../lib/settings.js";

const VIDEO = {
  width_only: { width: { exact: 320 } },
  height_only: { height: { exact: 240 } },
  ideal_size: { width: 500, height: 300 },
  max_size: { width: { max: 200 }, height: { max: 150 } },
  beyond: { width: { min: 5000 } },
  ratio: { aspectRatio: { exact: 16 / 9 } },
  rate: { frameRate: { max: 10 } },
  rate_beyond: { frameRate: { min: 500 } },
  none: { resizeMode: { exact: "none" } },
  scale: { resizeMode: { exact: "crop-and-scale" }, width: { exact: 300 } },
  facing: { facingMode: { exact: "environment" } },
  other_device: { deviceId: { exact: "no such device" } },
  advanced: { advanced: [{ width: 100000 }, { width: 320 }] },
  unknown: { noSuchConstraint: { exact: 1 } },
  of_sound: { echoCancellation: { exact: true } },
  empty: {},
};

const AUDIO = {
  echo_off: { echoCancellation: { exact: false } },
  echo_on: { echoCancellation: { exact: true } },
  echo_all: { echoCancellation: { exact: "all" } },
  noise_off: { noiseSuppression: { exact: false } },
  gain_off: { autoGainControl: { exact: false } },
  all_ideal_off: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  mono: { channelCount: { exact: 1 } },
  stereo: { channelCount: { exact: 2 } },
  many_channels: { channelCount: { min: 50 } },
  rate: { sampleRate: { exact: 8000 } },
  other_device: { deviceId: { exact: "no such device" } },
  of_pictures: { width: { exact: 320 } },
  empty: {},
};

async function change(rtc, track, constraints, names) {
  const applied = await rtc.attempt(() => rtc.within(10000, track.applyConstraints(constraints), "applyConstraints"));
  // Chromium's settings follow the frames: the first ones after the change may still have another size
  const settled = (frame) => {
    const { width, height } = track.getSettings();
    return frame.width === width && frame.height === height;
  };
  if (applied.ok && track.kind === "video") await rtc.attempt(() => rtc.frames(track, 4, { ms: 20000, until: settled }));
  const settings = settingsOf(track);
  const kept = JSON.stringify(track.getConstraints()) === JSON.stringify(constraints);
  const told = Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
  return { applied: applied.ok ? "yes" : applied.error, settings: told, constraints_are_these: kept };
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
      three_at_once: await changeAtOnce(rtc, video),
    },
  };
}
