// VP8 video decoded by a server that is no browser: shape, marker and their positions in each scene.
// https://www.rfc-editor.org/rfc/rfc7742#section-5
// META: stage=peer
// META: alone
// META: timeout=60
import { sightCall } from "../../lib/sight.js";

export default (rtc) => sightCall(rtc, "video/VP8");
