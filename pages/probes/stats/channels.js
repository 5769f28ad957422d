// data-channel and peer-connection statistics: messages, bytes, opened and closed RTCDataChannels of both peers.
// https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats
// META: timeout=40
import { describeEach, joinedPair } from "../../lib/peers.js";
import { find, reportsOf } from "../../lib/reports.js";

const MESSAGES = ["one", "two", "\u00e9", new Uint8Array(100)];
const BYTES = 3 + 3 + 2 + 100;

const describe = ({ label, protocol, state, messagesSent, messagesReceived, bytesSent, bytesReceived }) =>
  ({ label, protocol, state, messagesSent, messagesReceived, bytesSent, bytesReceived });

async function settled(rtc, pc, look) {
  let reports = [];
  const seen = await rtc.attempt(
    () => rtc.until(async () => look(reports = await reportsOf(pc)), { ms: 20000, every: 60, label: "data-channel statistics" })
  );
  return { reports, settled: seen.ok };
}

const channelIn = (reports, label) => reports.find((report) => report.type === "data-channel" && report.label === label);
const counts = (reports) => {
  const { dataChannelsOpened, dataChannelsClosed } = find(reports, "peer-connection") ?? {};
  return { opened: dataChannelsOpened ?? null, closed: dataChannelsClosed ?? null };
};

export default async function (rtc) {
  const [a, b] = joinedPair(rtc);
  const channel = a.createDataChannel("counted", { protocol: "counting" });
  const other = a.createDataChannel("second");
  let received = 0;
  b.addEventListener("datachannel", (event) => event.channel.addEventListener("message", () => (received += 1)));
  await describeEach(a, b);
  await rtc.until(() => channel.readyState === "open" && other.readyState === "open", { ms: 20_000, label: "both RTCDataChannels open" });
  for (const message of MESSAGES) channel.send(message);
  await rtc.until(() => received === MESSAGES.length, { label: "every message" });
  const near = await settled(rtc, a, (reports) => channelIn(reports, "counted")?.messagesSent === MESSAGES.length);
  const far = await settled(rtc, b, (reports) => channelIn(reports, "counted")?.messagesReceived === MESSAGES.length);
  const identifiers = [near, far].map(({ reports }) => channelIn(reports, "counted")?.dataChannelIdentifier === channel.id);
  const open = [counts(near.reports), counts(far.reports)];
  other.close();
  await rtc.until(() => other.readyState === "closed", { label: "RTCDataChannel closed" });
  const after = await settled(rtc, a, (reports) => counts(reports).closed === 1);
  return {
    facts: {
      bytes: BYTES, sent: describe(channelIn(near.reports, "counted") ?? {}),
      received: describe(channelIn(far.reports, "counted") ?? {}), identifiers, open,
      afterClosing: counts(after.reports), closedChannel: channelIn(after.reports, "second")?.state ?? null,
    },
  };
}
