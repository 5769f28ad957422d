// A server decodes VP8 from the browser and tells what it sees in each picture: a shape, a marker, their places.
// https://www.rfc-editor.org/rfc/rfc7742#section-5
// META: stage=peer
// META: alone
// META: timeout=60
import { sightCall } from "../../lib/sight.js";

export default (rtc) => sightCall(rtc, "video/VP8");
