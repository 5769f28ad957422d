// Compares the data-channel and peer-connection statistics of getStats() with the messages and bytes sent.
// https://w3c.github.io/webrtc-stats/#dcstats-dict*
// META: timeout=40
import { collect, openChannel, take } from "../../lib/channels.js";

const TEXTS = ["one", "four", "données", ""];
const SIZES = [1, 1000, 70000];

const bytesOf = (text) => new TextEncoder().encode(text).length;

async function counted(rtc, pc, id, sides) {
  const settled = (reports) => reports.find(
    (report) => report.type === "data-channel" && report.dataChannelIdentifier === id && sides(report),
  );
  const seen = await rtc.attempt(() => rtc.stats(pc, settled, 20000));
  if (seen.ok) return seen.value;
  return [...(await pc.getStats()).values()].find((report) => report.type === "data-channel" && report.dataChannelIdentifier === id) ?? {};
}

const told = ({ label, protocol, state, messagesSent, messagesReceived, bytesSent, bytesReceived }) => ({
  label, protocol, state, messagesSent, messagesReceived, bytesSent, bytesReceived,
});

export default async function (rtc) {
  const { a, b, near, far } = await openChannel(rtc, "counted", { protocol: "p1" });
  const [atFar, atNear] = [collect(far), collect(near)];
  for (const text of TEXTS) near.send(text);
  for (const size of SIZES) near.send(new Uint8Array(size));
  far.send("back");
  const messages = TEXTS.length + SIZES.length;
  await take(rtc, atFar, messages);
  await take(rtc, atNear, 1);
  const bytes = TEXTS.reduce((sum, text) => sum + bytesOf(text), 0) + SIZES.reduce((sum, size) => sum + size, 0);
  const [here, there] = [
    await counted(rtc, a, near.id, (report) => report.messagesSent === messages && report.messagesReceived === 1),
    await counted(rtc, b, far.id, (report) => report.messagesReceived === messages && report.messagesSent === 1),
  ];
  near.close();
  await rtc.attempt(() => rtc.until(() => far.readyState === "closed", { label: "RTCDataChannel closed" }));
  const connection = (reports) => reports.find((report) => report.type === "peer-connection" && report.dataChannelsClosed === 1);
  const ended = await rtc.attempt(() => rtc.stats(a, connection, 20000));
  return {
    facts: {
      messages, bytes, here: told(here), there: told(there),
      opened: ended.value?.dataChannelsOpened ?? null,
      closed: ended.value?.dataChannelsClosed ?? null,
    },
  };
}
