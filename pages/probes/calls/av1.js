// A call with AV1 and Opus for 30 seconds: moving frames and the tone in each window of it, the codec and the state at its end.
// https://aomediacodec.github.io/av1-rtp-spec/#44-av1-aggregation-header
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "av1");
