// `RTCDataChannel` published to an SFU next to video: text and binary messages that a subscriber receives, in order.
// https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { stampedTrack } from "../../lib/stamp.js";

const COUNT = 50;

function listen(pc, received, arrived) {
  // The server forwards data only to a subscriber that has opened a data channel itself
  pc.createDataChannel("own");
  pc.addEventListener("datachannel", ({ channel }) => {
    arrived(channel);
    channel.binaryType = "arraybuffer";
    channel.addEventListener("message", ({ data }) => received.push(data));
  });
}

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  let channel = null;
  const publisher = await room.publish([coded(rtc, stampedTrack(rtc, PICTURE).track, "vp8")], {
    prepare: (pc) => void (channel = pc.createDataChannel("words")),
  });
  const open = await rtc.attempt(() => rtc.until(() => channel.readyState === "open", { ms: 10000, label: "RTCDataChannel open" }));
  const received = [];
  let arrived = null;
  const subscriber = await room.subscribe([publisher.id], {
    prepare: (pc) => listen(pc, received, (one) => (arrived = one)),
  });
  // The server opens its channel to a subscriber with the first message; the first messages may come too early
  const hello = async () => {
    if (open.ok) channel.send("hello");
    return received.length > 0;
  };
  const heard = await rtc.attempt(() => rtc.until(hello, { ms: 12000, every: 200, label: "the first message" }));
  if (heard.ok) {
    for (let number = 0; number < COUNT; number += 1) channel.send(`word ${number}`);
    channel.send(new Uint8Array([1, 2, 3]));
    await rtc.attempt(() => rtc.until(() => received.some((data) => typeof data !== "string"), { ms: 20000, label: "a binary message" }));
  }
  const words = received.filter((data) => typeof data === "string" && data !== "hello");
  return {
    facts: {
      open: open.ok,
      heard: heard.ok,
      inOrder: words.length === COUNT && words.every((word, number) => word === `word ${number}`),
      bytes: [...new Uint8Array(received.find((data) => data instanceof ArrayBuffer) ?? [])],
      ordered: arrived?.ordered ?? null,
      kinds: subscriber.streams.map(({ type }) => type),
    },
    notes: { label: arrived?.label, count: received.length },
  };
}
