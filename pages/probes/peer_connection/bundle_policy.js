// RTCConfiguration.bundlePolicy: m-lines that an offer marks, and transports with a peer that supports BUNDLE or does not.
// https://w3c.github.io/webrtc-pc/#dom-rtcbundlepolicy
// META: timeout=60
import { describeEach, joinedPair, outcome, valuesOf } from "../../lib/peers.js";
import { sectionsOf } from "../../lib/sdp.js";

const POLICIES = ["balanced", "max-compat", "max-bundle"];

function carry(rtc, pc) {
  pc.addTransceiver(rtc.pictureTrack());
  pc.addTransceiver("audio");
  pc.addTransceiver("audio");
  return pc.createDataChannel("bundle");
}

const transportsOf = (pc) => new Set([
  ...pc.getTransceivers().filter(
    ({ currentDirection }) => currentDirection && currentDirection !== "stopped"
  ).map(({ sender }) => sender.transport),
  ...(pc.sctp ? [pc.sctp.transport] : []),
].filter(Boolean)).size;

async function candidatesOffered(rtc, policy) {
  const pc = rtc.connection({ bundlePolicy: policy });
  carry(rtc, pc);
  const offer = await pc.createOffer();
  const sections = sectionsOf(offer.sdp);
  return {
    grouped: (valuesOf(offer.sdp, "group")[0] ?? "").split(" ").slice(1).length,
    bundleOnly: sections.map(({ lines }) => lines.includes("a=bundle-only")),
    ports: sections.map(({ lines }) => (lines[0].split(" ")[1] === "0" ? "zero" : "given")),
    fragments: new Set(valuesOf(offer.sdp, "ice-ufrag")).size,
  };
}

// A call whose answerer supports BUNDLE, or is given SDP without it.
async function call(rtc, policy, bundling) {
  const [a, b] = joinedPair(rtc, { bundlePolicy: policy });
  const channel = carry(rtc, a);
  const change = ({ type, sdp }) => ({
    type, sdp: bundling ? sdp : sdp.replace(/a=group:BUNDLE.*\r\n/, "").replace(/a=bundle-only\r\n/g, ""),
  });
  const described = await outcome(rtc, () => describeEach(a, b, { change }));
  // max-bundle promises no connection to a peer without BUNDLE: only the outcome of the descriptions counts.
  if (described !== "accepted" || (policy === "max-bundle" && !bundling)) return { described };
  const open = await rtc.attempt(() => rtc.until(() => channel.readyState === "open", { ms: 6000, label: "RTCDataChannel open" }));
  const connected = await rtc.attempt(() => rtc.connected(a, 6000));
  return { described, open: open.ok, connected: connected.ok, transports: [transportsOf(a), transportsOf(b)] };
}

export default async function (rtc) {
  const policies = {};
  for (const policy of POLICIES) {
    policies[policy] = {
      offer: await candidatesOffered(rtc, policy), bundling: await call(rtc, policy, true), alone: await call(rtc, policy, false),
    };
  }
  return { facts: policies };
}
