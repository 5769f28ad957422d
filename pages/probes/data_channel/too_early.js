// Calls send(), close() and bufferedAmountLowThreshold of an RTCDataChannel that is connecting.
// https://w3c.github.io/webrtc-pc/#datachannel-send
import { watchEnds } from "../../lib/channels.js";

export default async function (rtc) {
  const channel = rtc.connection().createDataChannel("early");
  const told = watchEnds(channel);
  const refused = {};
  for (const [name, message] of Object.entries({ text: "x", bytes: new Uint8Array(1), blob: new Blob(["x"]), nothing: "" })) {
    const sent = await rtc.attempt(async () => channel.send(message));
    refused[name] = sent.ok ? "taken" : sent.error.name;
  }
  const noArgument = await rtc.attempt(async () => channel.send());
  channel.bufferedAmountLowThreshold = 1000;
  const before = channel.readyState;
  channel.close();
  const after = channel.readyState;
  const closed = await rtc.attempt(() => rtc.until(() => channel.readyState === "closed", { ms: 4000, label: "RTCDataChannel closed" }));
  await rtc.attempt(() => rtc.until(() => told.length > 0, { ms: 1500, label: "close or error event" }));
  const late = await rtc.attempt(async () => channel.send("x"));
  return {
    facts: {
      refused, before, after,
      noArgument: noArgument.ok ? "taken" : noArgument.error.name,
      buffered: channel.bufferedAmount,
      threshold: channel.bufferedAmountLowThreshold,
      closes: closed.ok,
      told,
      sendAfterClose: late.ok ? "taken" : late.error.name,
    },
  };
}
