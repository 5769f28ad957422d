// Uses one `RTCCertificate` in two calls: a=fingerprint, getConfiguration(), getRemoteCertificates(), certificate statistics.
// https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-certificates
// META: timeout=60
import { describeEach, exchange, joinedPair, valuesOf } from "../../lib/peers.js";

const KINDS = {
  ECDSA: { name: "ECDSA", namedCurve: "P-256" },
  RSA: { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
};

const plainly = (fingerprint) => fingerprint.replace(/^\S+ /, "").toLowerCase();

// Both certificates in getStats(); undefined where the browser has no such report.
async function told(pc) {
  const reports = await pc.getStats();
  const transport = [...reports.values()].find(({ remoteCertificateId }) => remoteCertificateId);
  return { local: reports.get(transport?.localCertificateId), remote: reports.get(transport?.remoteCertificateId) };
}

async function call(rtc, certificate) {
  const [a, b] = joinedPair(rtc, { certificates: [certificate] }, {});
  const message = await exchange(rtc, a, b);
  await describeEach(a, b);
  await Promise.all([rtc.connected(a), rtc.connected(b)]);
  const echoed = await message.done();
  return { a, b, echoed, offered: [...new Set(valuesOf(a.localDescription.sdp, "fingerprint"))], ends: [await told(a), await told(b)] };
}

export default async function (rtc) {
  if (typeof RTCPeerConnection?.generateCertificate !== "function") rtc.unsupported("RTCPeerConnection.generateCertificate");
  const facts = {};
  for (const [name, algorithm] of Object.entries(KINDS)) {
    const certificate = await RTCPeerConnection.generateCertificate(algorithm);
    const own = plainly(certificate.getFingerprints?.()[0]?.value ?? "");
    const first = await call(rtc, certificate);
    // The certificate serves a second connection while the first is open.
    const second = await call(rtc, certificate);
    const certificates = first.a.getConfiguration().certificates ?? [];
    const seen = first.b.sctp?.transport.getRemoteCertificates?.() ?? null;
    facts[name] = {
      echoed: [first.echoed, second.echoed],
      offered: first.offered.map((value) => value.split(" ")[0]),
      offeredIsOwn: first.offered.some((value) => plainly(value) === own),
      offeredAgain: plainly(second.offered[0]) === plainly(first.offered[0]),
      told: first.ends.map(({ local, remote }) => Boolean(local && remote)),
      toldIsOwn: first.ends[0].local ? plainly(first.ends[0].local.fingerprint) === own : null,
      seenIsOwn: first.ends[1].remote ? plainly(first.ends[1].remote.fingerprint) === own : null,
      toldAlgorithm: first.ends[0].local?.fingerprintAlgorithm ?? null,
      kept: certificates.length === 1 && plainly(certificates[0].getFingerprints()[0].value) === own,
      remoteCertificates: seen && { count: seen.length, are: seen[0] instanceof ArrayBuffer, notEmpty: seen[0]?.byteLength > 100 },
    };
    [first.a, first.b, second.a, second.b].forEach((pc) => pc.close());
  }
  return { facts };
}
