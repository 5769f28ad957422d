// A connection that may only be relayed, and has no server to be relayed by: what it finds, and whether it stays unconnected.
// https://w3c.github.io/webrtc-pc/#dom-rtcicetransportpolicy-relay
import { gathered, valuesOf } from "../../lib/peers.js";

async function gather(rtc, configuration) {
  const pc = rtc.connection(configuration);
  const found = [];
  pc.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && found.push(candidate));
  pc.createDataChannel("relay");
  await pc.setLocalDescription(await pc.createOffer());
  await gathered(rtc, pc);
  return { pc, found, inTheDescription: valuesOf(pc.localDescription.sdp, "candidate").length };
}

export default async function (rtc) {
  const relay = await gather(rtc, { iceTransportPolicy: "relay" });
  const all = await gather(rtc, { iceTransportPolicy: "all" });
  // Changed after gathering: it counts from the next gathering on.
  all.pc.setConfiguration({ iceTransportPolicy: "relay" });
  const before = all.found.length;
  await all.pc.setLocalDescription(await all.pc.createOffer({ iceRestart: true }));
  await gathered(rtc, all.pc);
  return {
    facts: {
      relay: { found: relay.found.length, inTheDescription: relay.inTheDescription, state: relay.pc.iceGatheringState },
      all: { found: before > 0 },
      changed: { foundMore: all.found.length > before, inTheDescription: valuesOf(all.pc.localDescription.sdp, "candidate").length },
    },
  };
}
