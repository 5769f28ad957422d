// A call with H.264 and Opus for 30 seconds: moving frames and the tone in each window of it, the codec and the state at its end.
// https://www.rfc-editor.org/rfc/rfc7742#section-6.2
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "h264");
