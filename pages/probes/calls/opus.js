// A call with Opus alone for 30 seconds: the tone in each window of it, the codec and the state at its end.
// https://www.rfc-editor.org/rfc/rfc7587#section-4
// META: alone
// META: timeout=300
import { longCall } from "../../lib/long_call.js";

export default (rtc) => longCall(rtc, "opus");
