// H.264 and Opus in a call of 30 s: moving frames and the tone in each 5 s, codec and `connectionState` at the end.
// https://www.rfc-editor.org/rfc/rfc7742#section-6.2
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "h264");
