// `getUserMedia()` with constraint values of the wrong type, NaN, Infinity, empty and very long strings.
// https://w3c.github.io/mediacapture-main/#constrainable-interface
// META: alone
import { settingsTable } from "../../lib/settings.js";

const VIDEO = {
  widthString: { width: "abc" },
  widthNumericString: { width: "320" },
  widthExactString: { width: { exact: "abc" } },
  widthNull: { width: null },
  widthEmptyObject: { width: {} },
  widthList: { width: [320] },
  widthBoolean: { width: true },
  widthExactNegative: { width: { exact: -1 } },
  widthIdealNegative: { width: { ideal: -320 } },
  widthExactFraction: { width: { exact: 320.7 } },
  widthExactNaN: { width: { exact: NaN } },
  widthExactInfinity: { width: { exact: Infinity } },
  widthExactOverflow: { width: { exact: 2 ** 32 } },
  widthExactUndefined: { width: { exact: undefined } },
  widthUnknownMember: { width: { about: 320 } },
  frameRateNaN: { frameRate: { ideal: NaN } },
  frameRateInfinity: { frameRate: { ideal: Infinity } },
  frameRateTiny: { frameRate: { exact: 0.001 } },
  facingModeNumber: { facingMode: 1 },
  facingModeExactEmpty: { facingMode: { exact: "" } },
  facingModeExactEmptyList: { facingMode: { exact: [] } },
  deviceIdEmpty: { deviceId: "" },
  deviceIdExactEmpty: { deviceId: { exact: "" } },
  deviceIdExactEmptyList: { deviceId: { exact: [] } },
  deviceIdNull: { deviceId: null },
  deviceIdUndefined: { deviceId: undefined },
  deviceIdVeryLong: { deviceId: { exact: "x".repeat(1000) } },
  mandatory: { mandatory: { maxWidth: 320 } },
  optional: { optional: [{ maxWidth: 320 }] },
  number: 1,
  string: "yes",
  emptyString: "",
};

const AUDIO = {
  deviceIdDefault: { deviceId: { exact: "default" } },
  deviceIdCommunications: { deviceId: { exact: "communications" } },
  deviceIdExactEmpty: { deviceId: { exact: "" } },
  echoCancellationString: { echoCancellation: "yes" },
  echoCancellationNumber: { echoCancellation: 0 },
  echoCancellationNull: { echoCancellation: null },
  echoCancellationEmptyString: { echoCancellation: "" },
  autoGainControlString: { autoGainControl: "abc" },
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
