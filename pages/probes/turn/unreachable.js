// Unreachable TURN servers, alone and with a reachable one: iceGatheringState, icecandidateerror and relay candidates.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode
// META: stage=turn
// META: timeout=90
import { eachOnce, gatherWith, serverOf } from "../../lib/relay.js";

// Over UDP nothing shows that no server is there: browsers retransmit, and for how long is implementation-defined.
const LIMITS = { udp: 8000, tcp: 30000 };

async function gather(rtc, told, iceServers, ms = LIMITS.tcp) {
  const { pc, candidates, errors, inTime } = await gatherWith(rtc, { iceServers, iceTransportPolicy: "relay" }, told, { ms });
  pc.close();
  return { ends: inTime, relays: candidates.length > 0, errors: eachOnce(errors) };
}

export default async function (rtc) {
  const dead = await rtc.service("spare");
  const alive = await rtc.service("turn");
  await rtc.kill("spare");
  const udp = await gather(rtc, dead, [serverOf(dead, ["udp"])], LIMITS.udp);
  rtc.note("by udp", udp);
  return {
    facts: {
      udp: { relays: udp.relays },
      tcp: await gather(rtc, dead, [serverOf(dead, ["tcp"])]),
      deadFirst: await gather(rtc, dead, [serverOf(dead, ["tcp"]), serverOf(alive)]),
      deadLast: await gather(rtc, dead, [serverOf(alive), serverOf(dead, ["tcp"])]),
    },
  };
}
