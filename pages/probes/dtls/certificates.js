// Calls `RTCPeerConnection.generateCertificate()`: algorithms, `RTCCertificate.expires`, getFingerprints(), structuredClone().
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-generatecertificate
import { outcome } from "../../lib/peers.js";

const RSA = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };

const ALGORITHMS = {
  "ECDSA P-256": ECDSA,
  "RSA 2048": RSA,
  "RSA 1024": { ...RSA, modulusLength: 1024 },
  "RSA SHA-1": { ...RSA, hash: "SHA-1" },
  "RSA SHA-512": { ...RSA, hash: "SHA-512" },
  "ECDSA P-384": { ...ECDSA, namedCurve: "P-384" },
  "ECDSA P-521": { ...ECDSA, namedCurve: "P-521" },
  "name alone": "ECDSA",
  "ECDSA without a curve": { name: "ECDSA" },
  "RSA-PSS": { ...RSA, name: "RSA-PSS" },
  "Ed25519": "Ed25519",
  "unknown": "unknown",
  "empty": {},
};
const DAY = 86400000;
const FORM = /^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i;

// Lifetime of a certificate in whole days.
function days({ expires }, from) {
  return Math.round((expires - from) / DAY);
}

export default async function (rtc) {
  if (typeof RTCPeerConnection?.generateCertificate !== "function") rtc.unsupported("RTCPeerConnection.generateCertificate");
  const algorithms = {};
  for (const [name, algorithm] of Object.entries(ALGORITHMS)) {
    algorithms[name] = await outcome(rtc, () => rtc.within(20000, RTCPeerConnection.generateCertificate(algorithm), name));
  }
  const from = Date.now();
  const usual = await RTCPeerConnection.generateCertificate(ECDSA);
  const lasting = {};
  for (const [name, expires] of Object.entries({ "one day": DAY, "thirty days": 30 * DAY, "a year": 365 * DAY, "ten years": 3650 * DAY })) {
    lasting[name] = days(await RTCPeerConnection.generateCertificate({ ...ECDSA, expires }), from);
  }
  const past = await RTCPeerConnection.generateCertificate({ ...ECDSA, expires: 0 });
  const fingerprints = usual.getFingerprints?.() ?? null;
  return {
    facts: {
      algorithms, usual: days(usual, from), lasting,
      expiresIsNumber: typeof usual.expires,
      past: {
        made: true, expired: past.expires <= Date.now(),
        use: await outcome(rtc, async () => rtc.connection({ certificates: [past] }).close()),
      },
      fingerprints: fingerprints?.map(
        ({ algorithm, value }) => ({ algorithm, wellFormed: FORM.test(value), lowerCase: value === value.toLowerCase() })
      ) ?? null,
      differ: fingerprints && fingerprints[0]?.value !== (await RTCPeerConnection.generateCertificate(ECDSA)).getFingerprints()[0]?.value,
      two: await outcome(rtc, async () => rtc.connection({ certificates: [usual, usual] }).close()),
      clones: await outcome(rtc, async () => structuredClone(usual)),
    },
  };
}
