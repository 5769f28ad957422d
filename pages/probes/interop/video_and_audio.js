// `addTrack()` of video and audio in a call between two browsers: numbered frames in order, and the tone.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface
import { callOther, framesOf, ownPicture, ownTone, toneOf } from "../../lib/other_browser.js";

async function call(rtc) {
  const tracks = [ownPicture(rtc).track, await ownTone(rtc)];
  const { pc } = await callOther(rtc, { prepare: (connection) => tracks.forEach((one) => connection.addTrack(one)) });
  const [seen, heard] = await Promise.all([framesOf(rtc, pc), toneOf(rtc, pc)]);
  return { facts: { ...seen, ...heard } };
}

export { call as offerer, call as answerer };
