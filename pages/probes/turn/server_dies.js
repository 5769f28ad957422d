// The TURN server of a running call ends: connectionState, and restartIce() with another server.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectionstate-failed
// META: alone
// META: stage=turn
// META: timeout=150
import { relayedCall, relayOnly } from "../../lib/relay.js";

const TO_DISCONNECTED = 30000;
const TO_FAILED = 50000;

async function comesTo(rtc, pc, states, ms) {
  const started = performance.now();
  const came = await rtc.attempt(() => rtc.until(() => states.includes(pc.connectionState), { ms, label: states.join(" or ") }));
  return { came: came.ok, seconds: (performance.now() - started) / 1000 };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const spare = await rtc.service("spare");
  const call = await relayedCall(rtc, relayOnly(told, ["udp"]), { sound: false });
  if (!call.connected) return { facts: { connected: false } };
  const seen = [];
  call.a.addEventListener("connectionstatechange", () => seen.push(call.a.connectionState));
  rtc.fact("connected", true);
  rtc.step("the server ends");
  await rtc.kill("turn");
  const lost = await comesTo(rtc, call.a, ["disconnected", "failed"], TO_DISCONNECTED);
  rtc.fact("disconnectedIsTold", lost.came);
  const failed = await comesTo(rtc, call.a, ["failed"], TO_FAILED);
  rtc.fact("failedIsTold", failed.came);
  rtc.step("another server");
  rtc.note("states", [...seen]);
  const set = await rtc.attempt(async () => [call.a, call.b].forEach((end) => end.setConfiguration(relayOnly(spare, ["udp"]))));
  const back = await rtc.attempt(async () => {
    call.a.restartIce();
    await rtc.negotiate(call.a, call.b);
    await rtc.until(() => call.a.connectionState === "connected", { ms: 20000, label: "connectionState connected" });
  });
  return {
    facts: { set: set.ok, comesBack: back.ok },
    metrics: { ...(lost.came && { seconds_to_disconnected: lost.seconds }), ...(failed.came && { seconds_to_failed: failed.seconds }) },
  };
}
