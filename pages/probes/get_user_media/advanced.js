// `getSettings()` of `getUserMedia()` calls with lists of `advanced` constraint sets.
// https://w3c.github.io/mediacapture-main/#dom-mediatrackconstraints-advanced
// META: alone
import { settingsTable } from "../../lib/settings.js";

const TABLE = {
  first_that_can_be_had: { advanced: [{ width: 100000 }, { width: 320, height: 240 }] },
  first_wins: { advanced: [{ width: 320 }, { width: 640 }] },
  second_fits_first: { advanced: [{ width: 320 }, { height: 180 }] },
  within_the_required: { width: { min: 600 }, advanced: [{ width: 320 }, { width: 640 }] },
  whole_set_or_none: { advanced: [{ width: 320, height: 100000 }] },
  exact_inside: { advanced: [{ width: { exact: 320 } }] },
  exact_inside_impossible: { advanced: [{ width: { exact: 100000 } }] },
  ideal_inside: { advanced: [{ width: { ideal: 320 } }] },
  ideal_beside: { width: { ideal: 640 }, advanced: [{ width: 320 }] },
  unknown_inside: { advanced: [{ noSuchConstraint: 1 }, { width: 320 }] },
  unknown_device: { advanced: [{ deviceId: "no such device" }] },
  rate: { advanced: [{ frameRate: 10 }] },
  empty_list: { advanced: [] },
  empty_set: { advanced: [{}] },
  no_list: { advanced: { width: 320 } },
};

export default async function (rtc) {
  await rtc.permit({ camera: "granted" });
  return { facts: await settingsTable(rtc, "video", TABLE, ["width", "height", "frameRate"]) };
}
