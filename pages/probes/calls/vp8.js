// A call with VP8 and Opus for 30 seconds: moving frames and the tone in each window of it, the codec and the state at its end.
// https://www.rfc-editor.org/rfc/rfc7741#section-4
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "vp8");
