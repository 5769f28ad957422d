// `getSettings()` of `getUserMedia()` calls with each video constraint in each form, alone and contradicting.
// https://w3c.github.io/mediacapture-main/#dfn-selectsettings
// META: alone
// META: timeout=40
import { settingsTable } from "../../lib/settings.js";

const FORMS = {
  width: {
    bare: 400, ideal: { ideal: 400 }, exact: { exact: 400 }, min: { min: 700 }, max: { max: 500 },
    idealBelowMin: { min: 640, ideal: 100 },
  },
  height: {
    bare: 300, ideal: { ideal: 300 }, exact: { exact: 300 }, min: { min: 500 }, max: { max: 400 },
    idealAboveMax: { max: 480, ideal: 5000 },
  },
  aspectRatio: {
    bare: 1, ideal: { ideal: 16 / 9 }, exactWide: { exact: 16 / 9 }, exactSquare: { exact: 1 }, min: { min: 2 }, max: { max: 0.6 },
  },
  frameRate: {
    bare: 15, ideal: { ideal: 5 }, exact: { exact: 12 }, min: { min: 30 }, max: { max: 6 }, exact0: { exact: 0 }, max0: { max: 0 },
  },
  facingMode: {
    bare: "user", ideal: { ideal: "environment" }, exactUser: { exact: "user" }, exactUnknown: { exact: "above" },
    list: ["user", "left"],
  },
  resizeMode: {
    bareNone: "none", bareCropAndScale: "crop-and-scale", ideal: { ideal: "none" }, exactNone: { exact: "none" },
    exactCropAndScale: { exact: "crop-and-scale" }, exactUnknown: { exact: "stretch" }, exactList: { exact: ["stretch", "none"] },
  },
};

const TOGETHER = {
  exact800x600: { width: { exact: 800 }, height: { exact: 600 } },
  exact333x222: { width: { exact: 333 }, height: { exact: 222 } },
  aspectRatioContradictsSize: { width: { exact: 640 }, height: { exact: 480 }, aspectRatio: { exact: 16 / 9 } },
  aspectRatioWithWidth: { width: { exact: 640 }, aspectRatio: { exact: 16 / 9 } },
  idealAspectRatioWithHeight: { height: { ideal: 360 }, aspectRatio: { ideal: 16 / 9 } },
  noneWithIdealSize: { resizeMode: { exact: "none" }, width: { ideal: 500 }, height: { ideal: 400 } },
  noneWithIdealAspectRatio: { resizeMode: { exact: "none" }, aspectRatio: { ideal: 16 / 9 }, width: { ideal: 640 } },
  noneWithNativeSize: { resizeMode: { exact: "none" }, width: { exact: 640 }, height: { exact: 480 } },
  noneWithFrameRate: { resizeMode: { exact: "none" }, frameRate: { exact: 7 } },
  cropAndScaleWithNativeSize: { resizeMode: { exact: "crop-and-scale" }, width: { exact: 640 }, height: { exact: 480 } },
  heightMinAboveMax: { height: { min: 500, max: 400 } },
  frameRateMinAboveMax: { frameRate: { min: 20, max: 10 } },
  exactAboveMax: { width: { exact: 640, max: 320 } },
  exactAndIdeal: { width: { exact: 320, ideal: 1280 } },
  size160x160: { width: 160, height: 160 },
  ideal1080p60: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 60 } },
  exact1x1: { width: { exact: 1 }, height: { exact: 1 } },
  widthExact0: { width: { exact: 0 } },
};

const NAMES = ["width", "height", "frameRate", "aspectRatio", "resizeMode", "facingMode"];

export default async function (rtc) {
  await rtc.permit({ camera: "granted" });
  const facts = {};
  for (const [name, forms] of Object.entries(FORMS)) {
    const table = Object.fromEntries(Object.entries(forms).map(([form, wish]) => [form, { [name]: wish }]));
    facts[name] = await settingsTable(rtc, "video", table, NAMES);
  }
  facts.together = await settingsTable(rtc, "video", TOGETHER, NAMES);
  return { facts };
}
