// RED, RTX and ULPFEC by `setCodecPreferences()`: codecs of the answer and of the RTP streams in a call.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { capabilitiesOf } from "../../lib/codecs.js";
import { sectionsOf } from "../../lib/sdp.js";

const nameOf = ({ mimeType }) => mimeType.split("/")[1].toLowerCase();

async function call(rtc, track, preferred) {
  const [a, b] = rtc.pair();
  const transceiver = a.addTransceiver(track, { direction: "sendonly" });
  const set = await rtc.attempt(async () => transceiver.setCodecPreferences(preferred));
  if (!set.ok) return { refused: set.error.name };
  const { answer } = await rtc.negotiate(a, b);
  await rtc.attempt(() => rtc.connected(a));
  return { a, b, answered: sectionsOf(answer.sdp)[0].codecs.map(({ name }) => name.split("/")[1].toLowerCase()) };
}

const inUse = (type) => (reports) => {
  const stream = reports.find((report) => report.type === type && (report.packetsSent ?? report.packetsReceived) > 5);
  const codec = reports.find(({ id }) => id === stream?.codecId);
  return codec && { stream, codec: codec.mimeType };
};

async function both(rtc, { a, b }) {
  const sent = await rtc.attempt(() => rtc.stats(a, inUse("outbound-rtp")));
  const received = await rtc.attempt(() => rtc.stats(b, inUse("inbound-rtp")));
  return { sent: sent.ok ? sent.value : null, received: received.ok ? received.value : null };
}

// RED first, then Opus, which RED repeats.
async function redundantSound(rtc) {
  const codecs = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "audio");
  const red = codecs.find((codec) => nameOf(codec) === "red");
  if (!red) return { offered: false };
  const opus = codecs.find((codec) => nameOf(codec) === "opus");
  const made = await call(rtc, await rtc.toneTrack(440), [red, opus]);
  if (made.refused) return { offered: true, refused: made.refused };
  const seen = await both(rtc, made);
  return { offered: true, answered: made.answered, sent: seen.sent?.codec ?? null, received: seen.received?.codec ?? null };
}

async function pictures(rtc, without) {
  const codecs = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "video");
  const preferred = codecs.filter((codec) => ["vp8", "rtx", "red", "ulpfec", "flexfec-03"].includes(nameOf(codec)));
  const made = await call(rtc, rtc.pictureTrack(), preferred.filter((codec) => !without.includes(nameOf(codec))));
  if (made.refused) return { refused: made.refused };
  const { sent, received } = await both(rtc, made);
  return {
    answered: made.answered,
    sent: sent?.codec ?? null,
    retransmissionStreamIsTold: { sent: sent?.stream.rtxSsrc !== undefined, received: received?.stream.rtxSsrc !== undefined },
    correctionStreamIsTold: sent?.stream.fecSsrc !== undefined || received?.stream.fecSsrc !== undefined,
  };
}

export default async function (rtc) {
  const [sound, usual, withoutRtx] = [await redundantSound(rtc), await pictures(rtc, []), await pictures(rtc, ["rtx"])];
  return { facts: { sound, pictures: usual, withoutRetransmission: withoutRtx } };
}
