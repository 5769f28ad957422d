// `encodings[].codec` in `setParameters()` of a running sender and in `addTransceiver()`, known and unknown codecs.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-codec
import { capabilitiesOf, nameOf } from "../../lib/codecs.js";

const UNKNOWN = { mimeType: "video/no-such-codec", clockRate: 90000 };

async function sentCodec(rtc, pc, wanted) {
  const look = (reports) => {
    const stream = reports.find(({ type, framesEncoded }) => type === "outbound-rtp" && framesEncoded > 0);
    const codec = reports.find(({ id }) => id === stream?.codecId);
    return codec && (wanted === null || codec.mimeType === wanted) && codec.mimeType;
  };
  const seen = await rtc.attempt(() => rtc.stats(pc, look, 20000));
  return seen.ok ? seen.value : "not seen";
}

async function choose(rtc, sender, codec) {
  const parameters = sender.getParameters();
  parameters.encodings[0].codec = codec;
  const set = await rtc.attempt(() => sender.setParameters(parameters));
  return set.ok ? "accepted" : set.error.name;
}

async function addWith(rtc, codec) {
  const pc = rtc.connection();
  const added = await rtc.attempt(async () => pc.addTransceiver("video", { sendEncodings: [{ codec }] }));
  const kept = added.ok ? added.value.sender.getParameters().encodings[0]?.codec : null;
  pc.close();
  return added.ok ? { outcome: "accepted", kept: kept ? kept.mimeType : null } : { outcome: added.error.name, kept: null };
}

export default async function (rtc) {
  const both = new Set(capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "video").map(nameOf));
  const codecs = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video").filter((codec) => both.has(nameOf(codec)));
  const [first, second] = ["video/VP8", "video/VP9"].map((type) => codecs.find(({ mimeType }) => mimeType === type));
  if (!first || !second) rtc.unsupported("VP8 and VP9");
  const track = rtc.pictureTrack();
  let sender = null;
  const [a] = await rtc.loopback({
    prepare: (pc) => {
      const transceiver = pc.addTransceiver(track, { direction: "sendonly" });
      transceiver.setCodecPreferences([first, second]);
      sender = transceiver.sender;
    },
  });
  const before = await sentCodec(rtc, a, null);
  const chosen = await choose(rtc, sender, second);
  const kept = sender.getParameters().encodings[0].codec?.mimeType ?? null;
  return {
    facts: {
      before,
      chosen,
      kept,
      after: kept ? await sentCodec(rtc, a, second.mimeType) : await sentCodec(rtc, a, null),
      unknown: await choose(rtc, sender, UNKNOWN),
      added: await addWith(rtc, second),
      addedUnknown: await addWith(rtc, UNKNOWN),
    },
  };
}
