// RTCPeerConnection constructor: iceServers URLs and credentials that it accepts, and the errors that it throws for others.
// https://w3c.github.io/webrtc-pc/#dom-rtciceserver
import { outcomes } from "../../lib/peers.js";

const KEY = { username: "someone", credential: "secret" };

const TAKEN = {
  "stun": { urls: "stun:127.0.0.1" },
  "stun with a port": { urls: "stun:127.0.0.1:3478" },
  "stun of IPv6": { urls: "stun:[::1]:3478" },
  "stuns": { urls: "stuns:127.0.0.1" },
  "stun with a user": { urls: "stun:127.0.0.1", ...KEY },
  "turn": { urls: "turn:127.0.0.1", ...KEY },
  "turn over udp": { urls: "turn:127.0.0.1?transport=udp", ...KEY },
  "turn over tcp": { urls: "turn:127.0.0.1:3478?transport=tcp", ...KEY },
  "turn of IPv6": { urls: "turn:[::1]:3478", ...KEY },
  "turns": { urls: "turns:127.0.0.1", ...KEY },
  "turns over tcp": { urls: "turns:127.0.0.1:5349?transport=tcp", ...KEY },
  "a list": { urls: ["stun:127.0.0.1", "turn:127.0.0.1"], ...KEY },
};

const DOUBTFUL = {
  "no urls": {},
  "empty list": { urls: [] },
  "empty word": { urls: "" },
  "empty word in a list": { urls: ["stun:127.0.0.1", ""] },
  "relative": { urls: "relative-url" },
  "no host": { urls: "stun:" },
  "another scheme": { urls: "http://127.0.0.1" },
  "unknown scheme": { urls: "unknown:127.0.0.1" },
  "slashes": { urls: "stun://127.0.0.1" },
  "stun with a transport": { urls: "stun:127.0.0.1?transport=udp" },
  "stun with a query": { urls: "stun:127.0.0.1?something=else" },
  "turn without a key": { urls: "turn:127.0.0.1" },
  "turn without a credential": { urls: "turn:127.0.0.1", username: "someone" },
  "turn without a user": { urls: "turn:127.0.0.1", credential: "secret" },
  "turns without a key": { urls: "turns:127.0.0.1" },
  "turn with an empty user": { urls: "turn:127.0.0.1", username: "", credential: "secret" },
  "turn with an empty credential": { urls: "turn:127.0.0.1", username: "someone", credential: "" },
  "turn with an unknown transport": { urls: "turn:127.0.0.1?transport=sctp", ...KEY },
  "turn with an unknown query": { urls: "turn:127.0.0.1?something=else", ...KEY },
  "turn with a user in its address": { urls: "turn:someone@127.0.0.1", ...KEY },
  "turn with a long user": { urls: "turn:127.0.0.1", username: "u".repeat(600), credential: "secret" },
  "port 0": { urls: "stun:127.0.0.1:0" },
  "port 65535": { urls: "stun:127.0.0.1:65535" },
  "port 65536": { urls: "stun:127.0.0.1:65536" },
  "port that is a word": { urls: "stun:127.0.0.1:port" },
  "IPv6 without brackets": { urls: "stun:::1" },
  "capitals": { urls: "STUN:127.0.0.1" },
  "space": { urls: "stun:127.0.0.1 " },
  "credential of another type": { urls: "turn:127.0.0.1", ...KEY, credentialType: "oauth" },
  "null": null,
};

export default async function (rtc) {
  if (typeof RTCPeerConnection !== "function") rtc.unsupported("RTCPeerConnection");
  const make = (iceServers) => async () => {
    const pc = new RTCPeerConnection({ iceServers });
    pc.close();
  };
  const each = (table) => outcomes(rtc, Object.fromEntries(Object.entries(table).map(([name, server]) => [name, make([server])])));
  const lists = { "none": [], "undefined": undefined, "null": null, "a hundred": Array.from({ length: 100 }, () => TAKEN.stun) };
  return {
    facts: {
      taken: await each(TAKEN),
      doubtful: await each(DOUBTFUL),
      lists: await outcomes(rtc, Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, make(list)]))),
    },
  };
}
