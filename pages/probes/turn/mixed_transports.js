// A call between TURN over TCP and TURN over UDP, and a call between two TURN servers.
// https://www.rfc-editor.org/rfc/rfc8656#section-3.1
// META: stage=turn
// META: timeout=90
import { relayedCall, relayOnly, whatArrives } from "../../lib/relay.js";

async function call(rtc, one, other) {
  const made = await relayedCall(rtc, one, { other, sound: false });
  const { pictures, inOrder, message } = await whatArrives(rtc, made);
  [made.a, made.b].forEach((end) => end.close());
  return { connected: made.connected, pictures, inOrder, message };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const spare = await rtc.service("spare");
  return {
    facts: {
      tcpAndUdp: await call(rtc, relayOnly(told, ["tcp"]), relayOnly(told, ["udp"])),
      twoServers: await call(rtc, relayOnly(told, ["udp"]), relayOnly(spare, ["udp"])),
    },
  };
}
