// Calls createDataChannel() before and after negotiation; notes negotiationneeded, datachannel, open and message events.
// https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag
// META: timeout=40
import { opened, take } from "../../lib/channels.js";

const QUICK = 20;

export default async function (rtc) {
  const [a, b] = rtc.pair();
  let needed = 0;
  a.addEventListener("negotiationneeded", () => (needed += 1));
  const order = [];
  const received = [];
  b.addEventListener("datachannel", ({ channel }) => {
    order.push(`datachannel ${channel.label} ${channel.readyState}`);
    channel.addEventListener("open", () => order.push(`open ${channel.label}`));
    channel.addEventListener("message", ({ data }) => received.push(`${channel.label} ${data}`));
  });
  const first = a.createDataChannel("first");
  await rtc.attempt(() => rtc.until(() => needed > 0, { label: "negotiationneeded" }));
  const second = a.createDataChannel("second");
  // Messages are sent as soon as the local channel opens: none may be lost before the remote page has its listeners
  for (const channel of [first, second]) channel.addEventListener("open", () => sendSome(channel));
  await rtc.negotiate(a, b);
  await Promise.all([opened(rtc, first), opened(rtc, second)]);
  const beforeThird = needed;
  const third = a.createDataChannel("third");
  third.addEventListener("open", () => sendSome(third));
  await opened(rtc, third);
  await take(rtc, received, 3 * QUICK);
  const of = (label) => received.filter((text) => text.startsWith(label)).map((text) => Number(text.split(" ")[1]));
  const label = (word) => order.filter((text) => text.endsWith(word) || text.includes(` ${word} `));
  return {
    facts: {
      needed: beforeThird,
      negotiationneededForThird: needed - beforeThird,
      thirdReadyState: third.readyState,
      messages: Object.fromEntries(["first", "second", "third"].map((name) => [name, of(name).join() === ramp().join()])),
      events: Object.fromEntries(["first", "second", "third"].map((name) => [name, label(name)])),
      applicationMediaSections: (a.localDescription.sdp.match(/^m=application/gm) ?? []).length,
    },
  };
}

const ramp = () => Array.from({ length: QUICK }, (_, number) => number);

function sendSome(channel) {
  for (const number of ramp()) channel.send(String(number));
}
