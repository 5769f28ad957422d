// References in getStats(): the type of statistics that transportId, codecId, remoteId and other ids refer to.
// https://w3c.github.io/webrtc-stats/#guidelines-for-getstats-results-caching-throttling
// META: timeout=60
import { bothReports, find, kindOf, usualCall } from "../../lib/reports.js";

const REFERENCES = [
  "transportId", "codecId", "remoteId", "localId", "mediaSourceId", "playoutId", "localCandidateId", "remoteCandidateId",
  "selectedCandidatePairId", "localCertificateId", "remoteCertificateId", "issuerCertificateId", "rtcpTransportStatsId",
];
// media-playout statistics depend on the machine's audio output.
const BY_CHANCE = ["playoutId"];

function follow(reports) {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const leads = {};
  const dangling = new Set();
  for (const report of reports) {
    for (const member of REFERENCES.filter((name) => name in report)) {
      const found = byId.get(report[member]);
      const name = `${kindOf(report)} ${member}`;
      if (!found) dangling.add(name);
      else if (!BY_CHANCE.includes(member)) leads[name] = kindOf(found);
    }
  }
  return { leads, dangling: [...dangling].sort() };
}

// Whether a stream and its remote statistics refer to each other and have the same ssrc.
function mutual(reports, type, remoteType, kind) {
  const own = find(reports, type, kind);
  const remote = find(reports, remoteType, kind);
  return own && remote ? {
    eachOther: own.remoteId === remote.id && remote.localId === own.id, sameStream: own.ssrc === remote.ssrc,
  } : null;
}

export default async function (rtc) {
  const { near, far, complete } = await bothReports(rtc, await usualCall(rtc));
  const pairs = {};
  for (const kind of ["audio", "video"]) {
    pairs[`sent ${kind}`] = mutual(near, "outbound-rtp", "remote-inbound-rtp", kind);
    pairs[`received ${kind}`] = mutual(far, "inbound-rtp", "remote-outbound-rtp", kind);
  }
  return { facts: { complete, sender: follow(near), receiver: follow(far), pairs } };
}
