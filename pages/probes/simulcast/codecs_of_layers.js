// `sendEncodings[].codec` with VP9 for one simulcast layer and VP8 for another: whether it is kept, and the codec sent.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-codec
// META: alone
// META: timeout=40
import { capabilitiesOf } from "../../lib/codecs.js";
import { layersThatCome, sentLayers, simulcastCall, SMALL } from "../../lib/simulcast.js";

const TWO = ["f", "q"];

export default async function (rtc) {
  const sendable = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video");
  const codecs = ["video/VP8", "video/VP9"].map((type) => sendable.find(({ mimeType }) => mimeType === type));
  if (codecs.includes(undefined)) rtc.unsupported("VP8 and VP9");
  const encodings = [{ ...SMALL[0], codec: codecs[1] }, { ...SMALL[2], codec: codecs[0] }];
  encodings.forEach((encoding) => (encoding.scalabilityMode = "L1T1"));
  const made = await rtc.attempt(() => simulcastCall(rtc, {
    encodings,
    codec: null,
    prepare: (_, transceiver) => transceiver.setCodecPreferences(codecs),
  }));
  if (!made.ok) return { facts: { outcome: made.error.name } };
  const call = made.value;
  const kept = call.sender.getParameters().encodings.map(({ codec }) => codec?.mimeType ?? null);
  const arrived = await layersThatCome(rtc, call, TWO);
  const sent = await sentLayers(call.sender);
  const reports = [...(await call.sender.getStats()).values()];
  const named = (rid) => reports.find(({ id }) => id === sent[rid]?.codecId)?.mimeType ?? null;
  return {
    facts: { outcome: "joined", kept, arrive: TWO.filter((rid) => arrived[rid].comes), sent: TWO.map(named) },
  };
}
