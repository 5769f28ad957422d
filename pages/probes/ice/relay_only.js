// iceTransportPolicy "relay" without a TURN server, at construction and by setConfiguration(): candidates and a=candidate.
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
  // A change after gathering applies to the next gathering phase (ICE restart).
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
