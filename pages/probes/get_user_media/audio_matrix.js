// `getSettings()` of `getUserMedia()` calls with each audio constraint as bare, ideal, exact, min and max.
// https://w3c.github.io/mediacapture-main/#dfn-selectsettings
// META: alone
// META: timeout=40
import { settingsTable } from "../../lib/settings.js";

const SWITCH = { bare_on: true, bare_off: false, ideal_off: { ideal: false }, exact_on: { exact: true }, exact_off: { exact: false } };
const NUMBERS = (low, usual, high) => ({
  bare: usual, ideal: { ideal: high }, exact: { exact: usual }, exact_low: { exact: low }, min: { min: high }, max: { max: low },
});

const FORMS = {
  echoCancellation: {
    ...SWITCH, exact_all: { exact: "all" }, exact_remote_only: { exact: "remote-only" }, bare_all: "all",
    ideal_remote_only: { ideal: "remote-only" },
    exact_browser: { exact: "browser" }, exact_unknown: { exact: "some" }, exact_list: { exact: [true, "all"] },
  },
  noiseSuppression: SWITCH,
  autoGainControl: SWITCH,
  voiceIsolation: SWITCH,
  sampleRate: NUMBERS(8000, 48000, 96000),
  sampleSize: NUMBERS(8, 16, 32),
  channelCount: NUMBERS(1, 2, 6),
  latency: NUMBERS(0, 0.02, 1),
  volume: { exact: { exact: 0.5 }, max: { max: 0.5 } },
  suppressLocalAudioPlayback: SWITCH,
  restrictOwnAudio: SWITCH,
};

const OFF = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const TOGETHER = {
  all_off_stereo: { ...OFF, channelCount: { exact: 2 } },
  all_off_mono: { ...OFF, channelCount: { exact: 1 } },
  echo_and_stereo: { echoCancellation: { exact: true }, channelCount: { exact: 2 } },
  echo_and_44100: { echoCancellation: { exact: true }, sampleRate: { exact: 44100 } },
  off_and_16000: { ...OFF, sampleRate: { exact: 16000 } },
  only_echo_off: { echoCancellation: { exact: false } },
  width_of_a_microphone: { width: { exact: 640 } },
  legacy_names: { mandatory: { googEchoCancellation: false }, optional: [{ googNoiseSuppression: false }] },
};

const FORMAT = ["sampleRate", "sampleSize", "channelCount", "latency"];
const PROCESSING = ["echoCancellation", "noiseSuppression", "autoGainControl", "voiceIsolation"];

export default async function (rtc) {
  await rtc.permit({ microphone: "granted" });
  const facts = {};
  for (const [name, forms] of Object.entries(FORMS)) {
    const table = Object.fromEntries(Object.entries(forms).map(([form, wish]) => [form, { [name]: wish }]));
    facts[name] = await settingsTable(rtc, "audio", table, [...PROCESSING, ...FORMAT]);
  }
  facts.together = await settingsTable(rtc, "audio", TOGETHER, [...PROCESSING, ...FORMAT]);
  return { facts };
}
