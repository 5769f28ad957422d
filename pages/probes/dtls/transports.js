// Reads `RTCSctpTransport`, `RTCDtlsTransport` and `RTCIceTransport` of a call from offer to close(): states, roles, pairs.
// https://w3c.github.io/webrtc-pc/#rtcicetransport
import { exchange, joinedPair } from "../../lib/peers.js";

const ICE = [
  "role", "component", "state", "gatheringState", "getLocalCandidates", "getRemoteCandidates", "getSelectedCandidatePair",
  "getLocalParameters", "getRemoteParameters", "onstatechange", "ongatheringstatechange", "onselectedcandidatepairchange",
];
const DTLS = ["iceTransport", "state", "getRemoteCertificates", "onstatechange", "onerror"];
const SCTP = ["transport", "state", "maxMessageSize", "maxChannels", "onstatechange"];

const membersOf = (object, names) => object && names.filter((name) => name in object);

function pathOf(ice) {
  const pair = ice.getSelectedCandidatePair?.();
  if (!pair) return pair ?? null;
  const locals = ice.getLocalCandidates?.() ?? [];
  return {
    local: pair.local?.type ?? null, protocol: pair.local?.protocol ?? null,
    localIsOneOfItsOwn: locals.some(({ address, port }) => address === pair.local?.address && port === pair.local?.port),
  };
}

function describe(pc) {
  const { sctp } = pc;
  const dtls = sctp?.transport;
  const ice = dtls?.iceTransport;
  const local = ice?.getLocalParameters?.();
  return {
    sctp: sctp && sctp.state, dtls: dtls?.state ?? null,
    ice: ice ? { state: ice.state, role: ice.role ?? null, component: ice.component ?? null, gatheringState: ice.gatheringState } : null,
    path: ice ? pathOf(ice) : null,
    parametersAreOffered: local ? pc.localDescription.sdp.includes(`a=ice-ufrag:${local.usernameFragment}`)
      && pc.localDescription.sdp.includes(`a=ice-pwd:${local.password}`) : null,
    channels: sctp && sctp.maxChannels,
    remoteCertificates: dtls?.getRemoteCertificates?.().length ?? null,
  };
}

function record(list, object, type, member) {
  object?.addEventListener(type, () => object[member] !== list.at(-1) && list.push(object[member]));
}

export default async function (rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b);
  await a.setLocalDescription(await a.createOffer());
  const sctp = a.sctp;
  const dtls = sctp?.transport;
  const early = { sctp: sctp?.state ?? null, dtls: dtls?.state ?? null, ice: dtls?.iceTransport?.state ?? null };
  const passed = { sctp: [], dtls: [], ice: [] };
  record(passed.sctp, sctp, "statechange", "state");
  record(passed.dtls, dtls, "statechange", "state");
  record(passed.ice, dtls?.iceTransport, "statechange", "state");
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  const echoed = await message.done();
  const during = [describe(a), describe(b)];
  const steady = { sctp: a.sctp === sctp, dtls: a.sctp?.transport === dtls, ice: a.sctp?.transport?.iceTransport === dtls?.iceTransport };
  const states = structuredClone(passed);
  a.close();
  return {
    facts: {
      members: { ice: membersOf(dtls?.iceTransport, ICE), dtls: membersOf(dtls, DTLS), sctp: membersOf(sctp, SCTP) },
      early, echoed, during, steady,
      passed: { ...states, ice: states.ice.filter((state) => state !== "completed") },
      closed: { sctp: sctp?.state ?? null, dtls: dtls?.state ?? null, ice: dtls?.iceTransport?.state ?? null },
    },
  };
}
