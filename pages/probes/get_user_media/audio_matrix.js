// `getSettings()` of `getUserMedia()` calls with each audio constraint as bare, ideal, exact, min and max.
// https://w3c.github.io/mediacapture-main/#dfn-selectsettings
// META: alone
// META: timeout=40
import { settingsTable } from "../../lib/settings.js";

const SWITCH = { bareTrue: true, bareFalse: false, idealFalse: { ideal: false }, exactTrue: { exact: true }, exactFalse: { exact: false } };
const NUMBERS = (low, usual, high) => ({
  bare: usual, ideal: { ideal: high }, exact: { exact: usual }, exactBelowMin: { exact: low }, min: { min: high }, max: { max: low },
});

const FORMS = {
  echoCancellation: {
    ...SWITCH, exactAll: { exact: "all" }, exactRemoteOnly: { exact: "remote-only" }, bareAll: "all",
    idealRemoteOnly: { ideal: "remote-only" },
    exactBrowser: { exact: "browser" }, exactUnknown: { exact: "some" }, exactList: { exact: [true, "all"] },
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
  processingOffStereo: { ...OFF, channelCount: { exact: 2 } },
  processingOffMono: { ...OFF, channelCount: { exact: 1 } },
  echoCancellationStereo: { echoCancellation: { exact: true }, channelCount: { exact: 2 } },
  echoCancellation44100Hz: { echoCancellation: { exact: true }, sampleRate: { exact: 44100 } },
  processingOff16000Hz: { ...OFF, sampleRate: { exact: 16000 } },
  onlyEchoCancellationFalse: { echoCancellation: { exact: false } },
  widthOnMicrophone: { width: { exact: 640 } },
  legacyNames: { mandatory: { googEchoCancellation: false }, optional: [{ googNoiseSuppression: false }] },
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
