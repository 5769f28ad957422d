// `getSettings()` of `getUserMedia()` calls with lists of `advanced` constraint sets.
// https://w3c.github.io/mediacapture-main/#dom-mediatrackconstraints-advanced
// META: alone
import { settingsTable } from "../../lib/settings.js";

const TABLE = {
  firstSatisfiableSet: { advanced: [{ width: 100000 }, { width: 320, height: 240 }] },
  firstSetWins: { advanced: [{ width: 320 }, { width: 640 }] },
  compatibleSets: { advanced: [{ width: 320 }, { height: 180 }] },
  withRequiredMin: { width: { min: 600 }, advanced: [{ width: 320 }, { width: 640 }] },
  partlyImpossibleSet: { advanced: [{ width: 320, height: 100000 }] },
  exactInSet: { advanced: [{ width: { exact: 320 } }] },
  impossibleExactInSet: { advanced: [{ width: { exact: 100000 } }] },
  idealInSet: { advanced: [{ width: { ideal: 320 } }] },
  idealWithAdvanced: { width: { ideal: 640 }, advanced: [{ width: 320 }] },
  unknownConstraintInSet: { advanced: [{ noSuchConstraint: 1 }, { width: 320 }] },
  unknownDeviceId: { advanced: [{ deviceId: "no such device" }] },
  rate: { advanced: [{ frameRate: 10 }] },
  emptyList: { advanced: [] },
  emptySet: { advanced: [{}] },
  notAList: { advanced: { width: 320 } },
};

export default async function (rtc) {
  await rtc.permit({ camera: "granted" });
  return { facts: await settingsTable(rtc, "video", TABLE, ["width", "height", "frameRate"]) };
}
