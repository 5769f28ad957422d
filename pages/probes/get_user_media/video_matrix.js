// `getSettings()` of `getUserMedia()` calls with each video constraint in each form, alone and contradicting.
// https://w3c.github.io/mediacapture-main/#dfn-selectsettings
// META: alone
// META: timeout=40
import { settingsTable } from "../../lib/settings.js";

const FORMS = {
  width: {
    bare: 400, ideal: { ideal: 400 }, exact: { exact: 400 }, min: { min: 700 }, max: { max: 500 },
    ideal_below_min: { min: 640, ideal: 100 },
  },
  height: {
    bare: 300, ideal: { ideal: 300 }, exact: { exact: 300 }, min: { min: 500 }, max: { max: 400 },
    ideal_above_max: { max: 480, ideal: 5000 },
  },
  aspectRatio: {
    bare: 1, ideal: { ideal: 16 / 9 }, exact_wide: { exact: 16 / 9 }, exact_square: { exact: 1 }, min: { min: 2 }, max: { max: 0.6 },
  },
  frameRate: {
    bare: 15, ideal: { ideal: 5 }, exact: { exact: 12 }, min: { min: 30 }, max: { max: 6 }, exact_0: { exact: 0 }, max_0: { max: 0 },
  },
  facingMode: {
    bare: "user", ideal: { ideal: "environment" }, exact_user: { exact: "user" }, exact_unknown: { exact: "above" },
    list: ["user", "left"],
  },
  resizeMode: {
    bare_none: "none", bare_scale: "crop-and-scale", ideal: { ideal: "none" }, exact_none: { exact: "none" },
    exact_scale: { exact: "crop-and-scale" }, exact_unknown: { exact: "stretch" }, exact_list: { exact: ["stretch", "none"] },
  },
};

const TOGETHER = {
  exact_pair_4_3: { width: { exact: 800 }, height: { exact: 600 } },
  exact_pair_odd: { width: { exact: 333 }, height: { exact: 222 } },
  ratio_against_size: { width: { exact: 640 }, height: { exact: 480 }, aspectRatio: { exact: 16 / 9 } },
  ratio_with_width: { width: { exact: 640 }, aspectRatio: { exact: 16 / 9 } },
  ideal_ratio_with_height: { height: { ideal: 360 }, aspectRatio: { ideal: 16 / 9 } },
  none_with_ideal_size: { resizeMode: { exact: "none" }, width: { ideal: 500 }, height: { ideal: 400 } },
  none_with_ideal_ratio: { resizeMode: { exact: "none" }, aspectRatio: { ideal: 16 / 9 }, width: { ideal: 640 } },
  none_with_native: { resizeMode: { exact: "none" }, width: { exact: 640 }, height: { exact: 480 } },
  none_with_rate: { resizeMode: { exact: "none" }, frameRate: { exact: 7 } },
  scale_with_native: { resizeMode: { exact: "crop-and-scale" }, width: { exact: 640 }, height: { exact: 480 } },
  min_above_max_height: { height: { min: 500, max: 400 } },
  min_above_max_rate: { frameRate: { min: 20, max: 10 } },
  exact_outside_max: { width: { exact: 640, max: 320 } },
  exact_and_ideal: { width: { exact: 320, ideal: 1280 } },
  square_160: { width: 160, height: 160 },
  large_and_fast: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 60 } },
  one_pixel: { width: { exact: 1 }, height: { exact: 1 } },
  zero_pixels: { width: { exact: 0 } },
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
