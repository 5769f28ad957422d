// Opens 200 data channels on one RTCPeerConnection and sends a message through each; reads id and maxChannels.
// https://w3c.github.io/webrtc-pc/#dom-rtcsctptransport-maxchannels
// META: timeout=60
import { opened } from "../../lib/channels.js";

const COUNT = 200;

export default async function (rtc) {
  const channels = [];
  const heard = new Map();
  const make = (pc, from, to) => {
    for (let number = from; number < to; number += 1) channels.push(pc.createDataChannel(`channel ${number}`));
  };
  const [a] = await rtc.loopback({
    prepare(one, other) {
      other.addEventListener("datachannel", ({ channel }) => {
        channel.addEventListener("message", ({ data }) => heard.set(channel.label, data));
      });
      make(one, 0, COUNT / 2);
    },
  });
  make(a, COUNT / 2, COUNT);
  const open = await rtc.attempt(() => Promise.all(channels.map((channel) => opened(rtc, channel, 30000))));
  for (const channel of channels) if (channel.readyState === "open") channel.send(`message of ${channel.label}`);
  await rtc.attempt(() => rtc.until(() => heard.size === COUNT, { ms: 15000, label: "a message on each channel" }));
  const ids = new Set(channels.map(({ id }) => id));
  return {
    facts: {
      allOpen: open.ok,
      idsDiffer: ids.size === COUNT,
      idsSameParity: new Set([...ids].map((id) => id % 2)).size === 1,
      allMessagesReceived: channels.every(({ label }) => heard.get(label) === `message of ${label}`),
      room: (a.sctp?.maxChannels ?? 0) >= COUNT,
    },
    notes: { most: a.sctp?.maxChannels ?? null, heard: heard.size },
  };
}
