// Calls of two browsers in which one codec alone is offered, and what both say that it became.

import { capabilitiesOf } from "./codecs.js";
import { callOther, codecInUse, framesOf, ownPicture, ownTone, toneOf } from "./other_browser.js";

const named = (mimeType) => (codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase();

// The codec alone; without retransmission, which has a probe of its own.
function onlyThis(rtc, mimeType) {
  const kind = mimeType.split("/")[0];
  for (const side of ["RTCRtpSender", "RTCRtpReceiver"]) {
    if (!capabilitiesOf(rtc, globalThis[side], kind).some(named(mimeType))) rtc.unsupported(`${mimeType} in ${side}`);
  }
  return capabilitiesOf(rtc, RTCRtpReceiver, kind).filter(named(mimeType));
}

// The probe of a codec: facts {sent, received} by statistics at the end, and what came out until then: numbered frames, or
// the tone.
export function peerCodec(mimeType) {
  const kind = mimeType.split("/")[0];
  return async function call(rtc) {
    const codecs = onlyThis(rtc, mimeType);
    const track = kind === "video" ? ownPicture(rtc).track : await ownTone(rtc);
    const prepare = (pc) => {
      pc.addTrack(track);
      const [transceiver] = pc.getTransceivers();
      if (!transceiver.setCodecPreferences) rtc.unsupported("RTCRtpTransceiver.setCodecPreferences");
      transceiver.setCodecPreferences(codecs);
    };
    const { pc, refused } = await callOther(rtc, { prepare });
    const arrives = kind === "video" ? await framesOf(rtc, pc) : await toneOf(rtc, pc);
    const [sent, received] = [await codecInUse(rtc, pc, "outbound-rtp", kind), await codecInUse(rtc, pc, "inbound-rtp", kind)];
    return { facts: { sent, received, ...arrives, refused } };
  };
}
