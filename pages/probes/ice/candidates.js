// RTCIceCandidate members gathered without iceServers, icecandidate events at the end of gathering, and localDescription.
// https://w3c.github.io/webrtc-pc/#rtcicecandidate-interface
import { gathered, valuesOf } from "../../lib/peers.js";

const MEMBERS = [
  "candidate", "sdpMid", "sdpMLineIndex", "foundation", "component", "priority", "address", "protocol", "port", "type", "tcpType",
  "relatedAddress", "relatedPort", "usernameFragment", "relayProtocol", "url",
];

function formOf(address) {
  if (typeof address !== "string") return typeof address;
  if (address.endsWith(".local")) return "mDNS name";
  if (address.includes(":")) return "IPv6";
  return /^\d+(\.\d+){3}$/.test(address) ? "IPv4" : "another";
}

// Whether each member equals the field of the candidate line that it is parsed from.
function agrees(candidate) {
  const [foundation, component, protocol, priority, address, port, , type] = candidate.candidate.replace(/^candidate:/, "").split(" ");
  return {
    foundation: candidate.foundation === foundation,
    component: candidate.component === (component === "1" ? "rtp" : "rtcp"),
    protocol: candidate.protocol === protocol.toLowerCase(),
    priority: candidate.priority === Number(priority),
    // candidate_objects.js observes whether an IPv6 address is in brackets.
    address: candidate.address?.replace(/^\[|\]$/g, "") === address,
    port: candidate.port === Number(port),
    type: candidate.type === type,
    usernameFragment: candidate.candidate.includes(` ufrag ${candidate.usernameFragment} `) || !candidate.candidate.includes(" ufrag "),
  };
}

const unique = (values) => [...new Set(values)].sort();

// Gathers all candidates of a connection: {pc, offer, found, ends, states}; `ends` are candidates that are null or empty.
async function gather(rtc) {
  const pc = rtc.connection();
  const found = [];
  const ends = [];
  const states = [];
  pc.addEventListener("icecandidate", ({ candidate }) => (candidate?.candidate ? found : ends).push(candidate));
  pc.addEventListener("icegatheringstatechange", () => states.push(pc.iceGatheringState));
  pc.createDataChannel("candidates");
  const offer = await pc.createOffer();
  await pc.setLocalDescription(offer);
  await gathered(rtc, pc);
  await rtc.until(() => ends.some((end) => end === null), { label: "icecandidate event with a null candidate" });
  return { pc, offer, found, ends, states };
}

export default async function (rtc) {
  const { pc, offer, found, ends, states } = await gather(rtc);
  const udp = found.filter(({ protocol }) => protocol === "udp");
  const json = found[0]?.toJSON();
  const wrong = found.flatMap((candidate) => Object.entries(agrees(candidate)).filter(([, same]) => !same).map(([name]) => name));
  const { sdp } = pc.localDescription;
  return {
    facts: {
      any: udp.length > 0,
      types: unique(found.map(({ type }) => type)),
      forms: unique(udp.map(({ address }) => formOf(address))),
      components: unique(found.map(({ component }) => component)),
      tcpTypesAreKnown: found.filter(({ protocol }) => protocol === "tcp").every(
        ({ tcpType }) => ["active", "passive", "so"].includes(tcpType)
      ),
      udpTcpType: unique(udp.map(({ tcpType }) => String(tcpType))),
      related: unique(found.map(({ relatedAddress, relatedPort }) => `${relatedAddress} ${relatedPort}`)),
      members: Object.fromEntries(MEMBERS.map((name) => [name, name in (found[0] ?? {})])),
      wrong: unique(wrong),
      places: unique(found.map(({ sdpMid, sdpMLineIndex }) => `${sdpMid === valuesOf(sdp, "mid")[0]} ${sdpMLineIndex}`)),
      fragments: found.every(({ usernameFragment }) => usernameFragment === valuesOf(sdp, "ice-ufrag")[0]),
      json: json && Object.keys(json).sort(),
      inTheOffer: valuesOf(offer.sdp, "candidate").length,
      inTheDescription: found.every(({ candidate }) => sdp.includes(candidate.replace(/ ufrag .*/, "").slice(0, 40))),
      endInTheDescription: sdp.includes("a=end-of-candidates"),
      ends: ends.map((end) => end && { candidate: end.candidate, sdpMid: typeof end.sdpMid, sdpMLineIndex: typeof end.sdpMLineIndex }),
      lastIsNull: ends.at(-1) === null,
      states,
    },
    notes: { found: found.map(({ candidate }) => candidate), sdp },
  };
}
