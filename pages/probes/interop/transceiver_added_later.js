// `addTransceiver()` by the answerer of a data-only call between two browsers, whose later offer adds video.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack
import { callOther, framesOf, ownPicture } from "../../lib/other_browser.js";

async function offerer(rtc) {
  const line = await callOther(rtc, { prepare: (pc) => pc.createDataChannel("first") });
  await line.answer();
  const seen = await framesOf(rtc, line.pc);
  return { facts: { ...seen, sections: line.pc.remoteDescription.sdp.match(/^m=\w+/gm), state: line.pc.connectionState } };
}

async function answerer(rtc) {
  const line = await callOther(rtc);
  const transceiver = line.pc.addTransceiver(ownPicture(rtc).track, { direction: "sendonly" });
  await line.offer();
  return { facts: { direction: transceiver.currentDirection, state: line.pc.connectionState } };
}

export { offerer, answerer };
