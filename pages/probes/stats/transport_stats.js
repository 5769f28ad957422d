// transport and candidate-pair statistics of a call: selected pair, local-candidate, DTLS state, ciphers and bytes.
// https://w3c.github.io/webrtc-stats/#dom-rtctransportstats
// META: timeout=60
import { bothReports, find, reportsOf, unique, usualCall } from "../../lib/reports.js";

const ADDRESS = /^(\d+(\.\d+){3}|\[?[0-9a-f:]+\]?|[0-9a-f-]+\.local)$/i;

function pairOf(reports, transport) {
  return reports.find(({ id }) => id === transport?.selectedCandidatePairId)
    ?? reports.find(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
}

function describe(reports, found) {
  const transport = find(reports, "transport");
  const pair = pairOf(reports, transport);
  const local = reports.find(({ id }) => id === pair?.localCandidateId);
  const remote = reports.find(({ id }) => id === pair?.remoteCandidateId);
  return {
    transport: transport ? {
      dtlsState: transport.dtlsState ?? null, iceState: transport.iceState === "completed" ? "connected" : transport.iceState ?? null,
      dtlsRole: transport.dtlsRole ?? null, iceRole: transport.iceRole ?? null, tlsVersion: transport.tlsVersion ?? null,
      dtlsCipher: transport.dtlsCipher ?? null, srtpCipher: transport.srtpCipher ?? null,
      localFragment: typeof transport.iceLocalUsernameFragment,
    } : null,
    selected: Boolean(transport?.selectedCandidatePairId), pair: pair ? { state: pair.state, nominated: pair.nominated } : null,
    local: local ? {
      type: local.candidateType, protocol: local.protocol, address: local.address === undefined ? "not told" : ADDRESS.test(local.address),
    } : null,
    remote: remote ? { protocol: remote.protocol, isRemote: remote.type === "remote-candidate" } : null,
    localIsFound: local ? found.some(({ port, protocol }) => port === local.port && protocol === local.protocol) : null,
    carried: transport && "bytesSent" in transport ? transport.bytesSent > 0 && transport.bytesReceived > 0 : null,
  };
}

// Whether transport.bytesSent is at least the sum of outbound-rtp.bytesSent.
function holdsStreams(reports) {
  const transport = find(reports, "transport");
  if (!transport || !("bytesSent" in transport)) return null;
  const streams = reports.filter(({ type }) => type === "outbound-rtp").reduce((sum, { bytesSent }) => sum + bytesSent, 0);
  return transport.bytesSent >= streams;
}

// The report of a moment when the selected pair has succeeded and is not being checked; the last report where none comes.
async function reportsAtRest(rtc, pc) {
  let reports;
  await rtc.attempt(() => rtc.until(async () => {
    reports = await reportsOf(pc);
    return pairOf(reports, find(reports, "transport"))?.state === "succeeded";
  }, { ms: 4000, label: "selected candidate pair in state succeeded" }));
  return reports;
}

export default async function (rtc) {
  const call = await usualCall(rtc);
  await bothReports(rtc, call);
  const ends = {};
  for (const [name, pc] of [["offerer", call.a], ["answerer", call.b]]) {
    const reports = await reportsAtRest(rtc, pc);
    const lines = pc.localDescription.sdp.split("\r\n").filter((line) => line.startsWith("a=candidate:")).map((line) => line.split(" "));
    const found = lines.map(([, , protocol, , , port]) => ({ protocol: protocol.toLowerCase(), port: Number(port) }));
    ends[name] = {
      ...describe(reports, found), holdsStreams: holdsStreams(reports),
      transports: unique(reports.filter(({ type }) => type === "transport").map(({ id }) => id)).length,
    };
  }
  return { facts: ends };
}
