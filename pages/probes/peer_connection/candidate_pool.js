// RTCConfiguration.iceCandidatePoolSize: accepted values, getConfiguration(), candidates in the first offer, and a call.
// https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icecandidatepoolsize
import { exchange, outcome, valuesOf } from "../../lib/peers.js";

export default async function (rtc) {
  const sizes = {};
  for (const size of [0, 1, 255, 256, -1]) {
    sizes[`of ${size}`] = await outcome(rtc, async () => rtc.connection({ iceCandidatePoolSize: size }).close());
  }
  const pc = rtc.connection({ iceCandidatePoolSize: 4 });
  const told = pc.getConfiguration().iceCandidatePoolSize ?? null;
  pc.createDataChannel("pool");
  const offer = await pc.createOffer();
  const [a, b] = rtc.pair({ iceCandidatePoolSize: 2 });
  const message = await exchange(rtc, a, b);
  await rtc.negotiate(a, b);
  return {
    facts: {
      sizes, told, inTheOffer: valuesOf(offer.sdp, "candidate").length,
      stateBefore: rtc.connection({ iceCandidatePoolSize: 1 }).iceGatheringState, echoed: await message.done(),
    },
  };
}
