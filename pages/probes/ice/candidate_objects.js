// new RTCIceCandidate(): members parsed from candidate lines, toJSON(), and the errors of invalid arguments.
// https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor
const MEMBERS = [
  "candidate", "sdpMid", "sdpMLineIndex", "foundation", "component", "priority", "address", "protocol", "port", "type", "tcpType",
  "relatedAddress", "relatedPort", "usernameFragment", "relayProtocol", "url",
];

const LINES = {
  "host": "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 ufrag abcd network-id 1",
  "host of IPv6": "candidate:2 1 udp 2122262783 2001:db8::1 50001 typ host",
  "mDNS": "candidate:3 1 udp 2122260223 3f1c2a34-0000-4000-8000-000000000000.local 50002 typ host",
  "control": "candidate:1 2 udp 2122260222 192.0.2.1 50003 typ host",
  "server reflexive": "candidate:4 1 udp 1686052607 198.51.100.7 50004 typ srflx raddr 192.0.2.1 rport 50000",
  "peer reflexive": "candidate:5 1 udp 1845501695 198.51.100.8 50005 typ prflx raddr 192.0.2.1 rport 50000",
  "relay": "candidate:6 1 udp 41819902 203.0.113.9 50006 typ relay raddr 198.51.100.7 rport 50004",
  "tcp active": "candidate:7 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active",
  "tcp passive": "candidate:8 1 tcp 1518280447 192.0.2.1 50008 typ host tcptype passive",
  "tcp so": "candidate:9 1 tcp 1518280447 192.0.2.1 50009 typ host tcptype so",
  "capitals": "candidate:10 1 UDP 2122260223 192.0.2.1 50010 typ host",
  "without its name": "11 1 udp 2122260223 192.0.2.1 50011 typ host",
  "with a=": "a=candidate:12 1 udp 2122260223 192.0.2.1 50012 typ host",
  "nonsense": "candidate:nonsense",
  "end": "",
};

const ODD = {
  "nothing": undefined,
  "empty": {},
  "no place": { candidate: "" },
  "null places": { candidate: "", sdpMid: null, sdpMLineIndex: null },
  "mid alone": { candidate: "", sdpMid: "0" },
  "line alone": { candidate: "", sdpMLineIndex: 0 },
  "a fragment": { candidate: "", sdpMid: "0", usernameFragment: "abcd" },
  "null": null,
};

const read = (candidate) => Object.fromEntries(MEMBERS.filter((name) => name in candidate).map((name) => [name, candidate[name]]));

export default async function (rtc) {
  if (typeof RTCIceCandidate !== "function") rtc.unsupported("RTCIceCandidate");
  const lines = {};
  for (const [name, candidate] of Object.entries(LINES)) {
    const made = await rtc.attempt(async () => read(new RTCIceCandidate({ candidate, sdpMid: "0" })));
    lines[name] = made.ok ? made.value : made.error.name;
  }
  const odd = {};
  for (const [name, init] of Object.entries(ODD)) {
    const made = await rtc.attempt(async () => (init === undefined ? new RTCIceCandidate() : new RTCIceCandidate(init)).toJSON());
    odd[name] = made.ok ? made.value : made.error.name;
  }
  return { facts: { lines, odd } };
}
