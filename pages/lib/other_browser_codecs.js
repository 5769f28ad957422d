// Calls between two browsers that offer one codec only, with the codecs that both report.

import { capabilitiesOf } from "./codecs.js";
import { callOther, codecInUse, framesOf, ownPicture, ownTone, toneOf } from "./other_browser.js";

const named = (mimeType) => (codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase();

// Return only this codec, without RTX, which has its own probe.
function onlyThis(rtc, mimeType) {
  const kind = mimeType.split("/")[0];
  for (const side of ["RTCRtpSender", "RTCRtpReceiver"]) {
    if (!capabilitiesOf(rtc, globalThis[side], kind).some(named(mimeType))) rtc.unsupported(`${mimeType} in ${side}`);
  }
  return capabilitiesOf(rtc, RTCRtpReceiver, kind).filter(named(mimeType));
}

// Create the probe of a codec. Facts: {sent, received} from getStats() at the end, and the received numbered frames or
// tone.
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
