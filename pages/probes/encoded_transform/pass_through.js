// Passes all frames unchanged through RTCRtpScriptTransform and createEncodedStreams(), codec by codec.
// https://w3c.github.io/webrtc-encoded-transform/#stream-processing
// META: timeout=90
import { sees, watcher } from "../../lib/numbered.js";
import { codecNamed, flowing } from "../../lib/one_codec.js";
import { stampedTrack } from "../../lib/stamp.js";
import { transformedCall } from "../../lib/transformed_calls.js";
import { cameThrough, hasScript, hasStreams, transformer } from "../../lib/transforms.js";

async function passing(rtc, maker, codec, source) {
  if (!codecNamed(rtc, codec)) return null;
  const track = source.track.clone();
  rtc.cleanup(() => track.stop());
  const call = await transformedCall(rtc, maker, { codec, track, sender: { does: "pass" }, receiver: { does: "pass" } });
  const seen = {
    sent: await flowing(rtc, call.a, "outbound-rtp", source.track.kind),
    arrives: source.arrives ? await source.arrives(call) : await sees(rtc, watcher(rtc, call.track, source), { ms: 12000 }),
    throughSender: await cameThrough(rtc, call.sender),
    throughReceiver: await cameThrough(rtc, call.receiver),
  };
  [call.a, call.b].forEach((end) => end.close());
  return seen;
}

// Audio has arrived when packets are received; other probes measure the tone.
const packets = (rtc) => async ({ b }) => {
  const come = (reports) => reports.some(({ type, packetsReceived }) => type === "inbound-rtp" && packetsReceived > 20);
  return (await rtc.attempt(() => rtc.stats(b, come, 12000))).ok;
};

export default async function (rtc) {
  const picture = stampedTrack(rtc, { width: 320, height: 180, framesPerSecond: 15 });
  const sound = { track: await rtc.toneTrack(1000), arrives: packets(rtc) };
  const facts = {};
  for (const [api, has] of [["script", hasScript()], ["streams", hasStreams()]]) {
    facts[api] = has ? {} : null;
    if (!has) continue;
    const maker = await transformer(rtc, { api });
    for (const codec of ["vp8", "vp9", "h264", "av1", "opus"]) {
      facts[api][codec] = await passing(rtc, maker, codec, codec === "opus" ? sound : picture);
    }
  }
  if (!facts.script && !facts.streams) rtc.unsupported("transforms of encoded frames");
  return { facts };
}
