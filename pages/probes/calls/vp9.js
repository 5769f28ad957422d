// VP9 and Opus in a call of 30 s: moving frames and the tone in each 5 s, codec and `connectionState` at the end.
// https://www.rfc-editor.org/rfc/rfc9628#section-4
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "vp9");
