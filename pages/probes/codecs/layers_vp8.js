// `scalabilityMode` values that `setParameters()` accepts for VP8, and whether frames are received with each.
// https://w3c.github.io/webrtc-svc/#scalabilitymodes*
// META: timeout=180
import { layeredCalls } from "../../lib/svc.js";

const MODES = ["L1T1", "L1T2", "L1T3", "L2T1", "L2T2_KEY", "S2T1", "L3T3", "no-such-mode"];

export default async function (rtc) {
  return { facts: await layeredCalls(rtc, "video/VP8", MODES) };
}
