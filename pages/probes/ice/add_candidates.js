// addIceCandidate(): which candidates and end-of-candidates indications it accepts, and the errors it rejects others with.
// https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate
import { outcomes, valuesOf } from "../../lib/peers.js";

const LINE = "candidate:1 1 udp 2122260223 127.0.0.1 50000 typ host";

export default async function (rtc) {
  const [a, b] = [rtc.connection(), rtc.connection()];
  const early = await outcomes(rtc, {
    "before any description": () => b.addIceCandidate({ candidate: LINE, sdpMid: "0" }),
    "end, before any description": () => b.addIceCandidate(),
  });
  a.createDataChannel("candidates");
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription);
  const [mid] = valuesOf(a.localDescription.sdp, "mid");
  const [usernameFragment] = valuesOf(a.localDescription.sdp, "ice-ufrag");
  const add = (candidate) => () => b.addIceCandidate(candidate);
  const described = await outcomes(rtc, {
    "by its mid": add({ candidate: LINE, sdpMid: mid }),
    "by its line": add({ candidate: LINE, sdpMLineIndex: 0 }),
    "by its mid, with a line that is not there": add({ candidate: LINE, sdpMid: mid, sdpMLineIndex: 9 }),
    "of this generation": add({ candidate: LINE, sdpMid: mid, usernameFragment }),
    "of another generation": add({ candidate: LINE, sdpMid: mid, usernameFragment: "other" }),
    "without a place": add({ candidate: LINE }),
    "with null places": add({ candidate: LINE, sdpMid: null, sdpMLineIndex: null }),
    "of an unknown mid": add({ candidate: LINE, sdpMid: "unknown" }),
    "of an unknown line": add({ candidate: LINE, sdpMLineIndex: 9 }),
    "nonsense": add({ candidate: "(nonsense)", sdpMid: mid }),
    "of an unknown protocol": add({ candidate: LINE.replace("udp", "quic"), sdpMid: mid }),
    "port 0": add({ candidate: LINE.replace("50000", "0"), sdpMid: mid }),
    "port 65536": add({ candidate: LINE.replace("50000", "65536"), sdpMid: mid }),
    "end of one section": add({ candidate: "", sdpMid: mid }),
    "end of one generation": add({ candidate: "", sdpMid: mid, usernameFragment }),
    "end of another generation": add({ candidate: "", sdpMid: mid, usernameFragment: "other" }),
    "end, by nothing": () => b.addIceCandidate(),
    "end, by null": add(null),
    "end, by an empty object": add({}),
    "an RTCIceCandidate": async () => b.addIceCandidate(new RTCIceCandidate({ candidate: LINE, sdpMid: mid })),
  });
  const kept = b.remoteDescription.sdp.includes("127.0.0.1 50000 typ host");
  return { facts: { early, described, kept } };
}
