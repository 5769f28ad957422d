// RTCConfiguration.rtcpMuxPolicy: ICE candidate components, a=rtcp-mux in the offer, and an offer without a=rtcp-mux.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtcpmuxpolicy
import { describeEach, gathered, joinedPair, outcome, valuesOf } from "../../lib/peers.js";

async function withPolicy(rtc, rtcpMuxPolicy) {
  const made = await rtc.attempt(async () => rtc.connection({ rtcpMuxPolicy }));
  if (!made.ok) return { made: made.error.name };
  const pc = made.value;
  const components = new Set();
  pc.addEventListener("icecandidate", ({ candidate }) => candidate?.component && components.add(candidate.component));
  pc.addTransceiver("audio");
  await pc.setLocalDescription(await pc.createOffer());
  await gathered(rtc, pc);
  return {
    made: "accepted", told: pc.getConfiguration().rtcpMuxPolicy ?? null, components: [...components].sort(),
    offered: /^a=rtcp-mux\r$/m.test(pc.localDescription.sdp), only: /^a=rtcp-mux-only\r$/m.test(pc.localDescription.sdp),
    controlPort: valuesOf(pc.localDescription.sdp, "rtcp").length > 0,
  };
}

// Descriptions without a=rtcp-mux, as old gateways send them.
async function without(rtc) {
  const [a, b] = joinedPair(rtc);
  a.addTransceiver("audio");
  const change = ({ type, sdp }) => ({ type, sdp: sdp.replace(/a=rtcp-mux\r\n/g, "") });
  return outcome(rtc, () => describeEach(a, b, { change }));
}

export default async function (rtc) {
  return {
    facts: { require: await withPolicy(rtc, "require"), negotiate: await withPolicy(rtc, "negotiate"), withoutIt: await without(rtc) },
  };
}
