// `RTCPeerConnection.close()` in one of two browsers in a call: `RTCDataChannel` close event in the other.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close
import { callOther } from "../../lib/other_browser.js";

async function offerer(rtc) {
  let channel = null;
  const { pc } = await callOther(rtc, { prepare: (one) => (channel = one.createDataChannel("line")) });
  await rtc.until(() => channel.readyState === "open", { ms: 20_000, label: "RTCDataChannel open" });
  await rtc.signal.next("watching");
  pc.close();
  return { facts: { signaling: pc.signalingState, connection: pc.connectionState, channel: channel.readyState } };
}

async function answerer(rtc) {
  let channel = null;
  const { pc } = await callOther(rtc, {
    prepare: (one) => one.addEventListener("datachannel", (event) => (channel = event.channel)),
  });
  await rtc.until(() => channel?.readyState === "open", { ms: 20_000, label: "RTCDataChannel open" });
  const closed = rtc.event(channel, "close", 20000);
  rtc.signal.send("watching");
  const noticed = await rtc.attempt(() => closed);
  return { facts: { channelCloses: noticed.ok, channel: channel.readyState, signaling: pc.signalingState } };
}

export { offerer, answerer };
