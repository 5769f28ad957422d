// AV1 and Opus in a call of 30 s: moving frames and the tone in each 5 s, codec and `connectionState` at the end.
// https://aomediacodec.github.io/av1-rtp-spec/#44-av1-aggregation-header
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "av1");
