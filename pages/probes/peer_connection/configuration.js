// getConfiguration() and setConfiguration(): defaults, the constructor's values, and which members can change later.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration
import { outcome, outcomes } from "../../lib/peers.js";

const WRONG = {
  bundlePolicy: { bundlePolicy: "unknown" },
  rtcpMuxPolicy: { rtcpMuxPolicy: "unknown" },
  iceTransportPolicy: { iceTransportPolicy: "unknown" },
  "pool below 0": { iceCandidatePoolSize: -1 },
  "pool above 255": { iceCandidatePoolSize: 256 },
  "certificates that are none": { certificates: [{}] },
  "rtcpMuxPolicy negotiate": { rtcpMuxPolicy: "negotiate" },
};

const CHANGES = {
  nothing: {},
  bundlePolicy: { bundlePolicy: "max-bundle" },
  rtcpMuxPolicy: { rtcpMuxPolicy: "negotiate" },
  iceTransportPolicy: { iceTransportPolicy: "relay" },
  iceServers: { iceServers: [{ urls: "stun:127.0.0.1" }] },
  "wrong iceServers": { iceServers: [{ urls: "relative-url" }] },
  iceCandidatePoolSize: { iceCandidatePoolSize: 2 },
};

// The members of getConfiguration(), with certificates as their number.
function told({ iceServers, iceTransportPolicy, bundlePolicy, rtcpMuxPolicy, iceCandidatePoolSize, certificates }) {
  const servers = iceServers?.map(({ urls, username, credential }) => ({ urls, username, credential }));
  return { iceServers: servers, iceTransportPolicy, bundlePolicy, rtcpMuxPolicy, iceCandidatePoolSize, certificates: certificates?.length };
}

async function changes(rtc, described) {
  const found = {};
  for (const [name, change] of Object.entries(CHANGES)) {
    const pc = rtc.connection();
    if (described) {
      pc.createDataChannel("described");
      await pc.setLocalDescription(await pc.createOffer());
    }
    found[name] = await outcome(rtc, async () => pc.setConfiguration(change));
    pc.close();
  }
  return found;
}

export default async function (rtc) {
  const usual = rtc.connection();
  const certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
  const other = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
  const chosen = rtc.connection({
    iceServers: [{ urls: ["stun:127.0.0.1", "turn:127.0.0.1"], username: "someone", credential: "secret" }],
    iceTransportPolicy: "relay",
    bundlePolicy: "max-bundle",
    rtcpMuxPolicy: "require",
    iceCandidatePoolSize: 0,
    certificates: [certificate],
  });
  const changed = rtc.connection({ iceServers: [{ urls: "stun:127.0.0.1" }] });
  const emptied = await outcome(rtc, async () => changed.setConfiguration({}));
  const kept = rtc.connection({ certificates: [certificate] });
  const make = (configuration) => async () => rtc.connection(configuration).close();
  return {
    facts: {
      usual: told(usual.getConfiguration()),
      chosen: told(chosen.getConfiguration()),
      wrong: await outcomes(rtc, Object.fromEntries(Object.entries(WRONG).map(([name, one]) => [name, make(one)]))),
      beforeDescriptions: await changes(rtc, false),
      afterDescriptions: await changes(rtc, true),
      emptied: { outcome: emptied, iceServers: changed.getConfiguration().iceServers?.length ?? null },
      certificates: await outcomes(rtc, {
        same: async () => kept.setConfiguration({ certificates: [certificate] }),
        other: async () => kept.setConfiguration({ certificates: [other] }),
        more: async () => kept.setConfiguration({ certificates: [certificate, other] }),
      }),
      copyIsACopy: usual.getConfiguration() !== usual.getConfiguration(),
    },
  };
}
