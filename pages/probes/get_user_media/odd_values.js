// `getUserMedia()` with constraint values of the wrong type, NaN, Infinity, empty and very long strings.
// https://w3c.github.io/mediacapture-main/#constrainable-interface
// META: alone
import { settingsTable } from "../../lib/settings.js";

const VIDEO = {
  width_word: { width: "abc" },
  width_numeral: { width: "320" },
  width_exact_word: { width: { exact: "abc" } },
  width_null: { width: null },
  width_empty: { width: {} },
  width_list: { width: [320] },
  width_boolean: { width: true },
  width_negative: { width: { exact: -1 } },
  width_negative_ideal: { width: { ideal: -320 } },
  width_fraction: { width: { exact: 320.7 } },
  width_nan: { width: { exact: NaN } },
  width_infinite: { width: { exact: Infinity } },
  width_too_long: { width: { exact: 2 ** 32 } },
  width_undefined_exact: { width: { exact: undefined } },
  width_unknown_form: { width: { about: 320 } },
  rate_nan: { frameRate: { ideal: NaN } },
  rate_infinite: { frameRate: { ideal: Infinity } },
  rate_tiny: { frameRate: { exact: 0.001 } },
  facing_number: { facingMode: 1 },
  facing_empty: { facingMode: { exact: "" } },
  facing_empty_list: { facingMode: { exact: [] } },
  device_empty: { deviceId: "" },
  device_exact_empty: { deviceId: { exact: "" } },
  device_exact_empty_list: { deviceId: { exact: [] } },
  device_null: { deviceId: null },
  device_undefined: { deviceId: undefined },
  device_very_long: { deviceId: { exact: "x".repeat(1000) } },
  mandatory: { mandatory: { maxWidth: 320 } },
  optional: { optional: [{ maxWidth: 320 }] },
  a_number: 1,
  a_word: "yes",
  an_empty_word: "",
};

const AUDIO = {
  device_default: { deviceId: { exact: "default" } },
  device_communications: { deviceId: { exact: "communications" } },
  device_exact_empty: { deviceId: { exact: "" } },
  echo_word: { echoCancellation: "yes" },
  echo_number: { echoCancellation: 0 },
  echo_null: { echoCancellation: null },
  echo_empty_word: { echoCancellation: "" },
  gain_word: { autoGainControl: "abc" },
};

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  return {
    facts: {
      video: await settingsTable(rtc, "video", VIDEO, ["width", "height", "frameRate"]),
      audio: await settingsTable(rtc, "audio", AUDIO, ["echoCancellation", "autoGainControl"]),
    },
  };
}
