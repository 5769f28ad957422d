// A call that may only go through a TURN server by tcp: pictures, sound and a message, and what is told of the way.
// https://www.rfc-editor.org/rfc/rfc8656#section-3.1
// META: stage=turn
// META: timeout=60
import { callBy } from "../../lib/relay.js";

export default async function (rtc) {
  return { facts: await callBy(rtc, "tcp") };
}
