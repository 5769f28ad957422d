// Records WebM shortly with every codec that the browser says it can record so, and plays it back.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
// META: timeout=120
import { recordContainers } from "../../lib/recording.js";

export default async function (rtc) {
  return { facts: await recordContainers(rtc, ["video/webm"]) };
}
