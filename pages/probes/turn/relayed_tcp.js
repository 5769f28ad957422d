// A call through a TURN server over TCP: video, audio and data, RTCIceCandidate members and local-candidate statistics.
// https://www.rfc-editor.org/rfc/rfc8656#section-3.1
// META: stage=turn
// META: timeout=60
import { callBy } from "../../lib/relay.js";

export default async function (rtc) {
  return { facts: await callBy(rtc, "tcp") };
}
