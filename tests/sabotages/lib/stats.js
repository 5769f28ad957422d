// Sabotage, for tests alone: has getStats() give something else than what it counted.

// `change(report, source)` gives what is returned in place of a report; `source` is the connection, sender or receiver.
export function changeStats(change) {
  for (const { prototype } of [RTCPeerConnection, RTCRtpSender, RTCRtpReceiver]) {
    const { getStats } = prototype;
    prototype.getStats = async function (...given) {
      return change(await getStats.apply(this, given), this);
    };
  }
}
