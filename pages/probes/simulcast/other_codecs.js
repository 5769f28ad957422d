// Simulcast with H.264, VP9 and AV1, with and without `scalabilityMode`: RTP streams sent and layers received.
// https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode
// META: alone
// META: timeout=90
import { capabilitiesOf } from "../../lib/codecs.js";
import { closeCall, layersThatCome, RIDS, sentLayers, simulcastCall, SMALL } from "../../lib/simulcast.js";

const CODECS = ["H264", "VP9", "AV1"];

async function send(rtc, codec, scalabilityMode) {
  const encodings = SMALL.map((encoding) => (scalabilityMode ? { ...encoding, scalabilityMode } : encoding));
  const made = await rtc.attempt(() => simulcastCall(rtc, { encodings, codec: `video/${codec}` }));
  if (!made.ok) return { refused: made.error.name };
  const call = made.value;
  const arrived = await layersThatCome(rtc, call, RIDS, { frames: 2, ms: 8000 });
  const sent = await sentLayers(call.sender);
  const mode = call.sender.getParameters().encodings.map((encoding) => encoding.scalabilityMode ?? null);
  rtc.note(`${codec} ${scalabilityMode}`, sent);
  closeCall(call);
  return { streams: Object.keys(sent).sort(), mode, arrive: RIDS.filter((rid) => arrived[rid].comes) };
}

export default async function (rtc) {
  const sendable = new Set(capabilitiesOf(rtc, globalThis.RTCRtpSender, "video").map(({ mimeType }) => mimeType));
  const facts = {};
  for (const codec of CODECS) {
    if (!sendable.has(`video/${codec}`)) {
      facts[codec] = null;
      continue;
    }
    facts[codec] = { plain: await send(rtc, codec, null), L1T1: await send(rtc, codec, "L1T1") };
  }
  return { facts };
}
