// Restrict a transceiver to one codec by its short name: vp8, vp9, h264, av1, opus.

import { capabilitiesOf } from "./codecs.js";

// Of several variants with one name, use the profile that every browser supports.
const WANTED = { h264: /^(?=.*packetization-mode=1)(?=.*profile-level-id=42e0)/i, vp9: /^(?!.*profile-id=[1-9])/ };

// Return the codec if it is in the sender and the receiver capabilities; otherwise undefined.
export function codecNamed(rtc, name) {
  const kind = name === "opus" ? "audio" : "video";
  const is = ({ mimeType, sdpFmtpLine }) =>
    mimeType.toLowerCase() === `${kind}/${name}` && (WANTED[name] ?? /^/).test(sdpFmtpLine ?? "");
  const sends = capabilitiesOf(rtc, globalThis.RTCRtpSender, kind).some(is);
  return sends ? capabilitiesOf(rtc, globalThis.RTCRtpReceiver, kind).find(is) : undefined;
}

// Set the codec as the only preference. The probe ends as unsupported if the browser does not have it.
export function prefer(rtc, transceiver, name) {
  const codec = codecNamed(rtc, name);
  if (!codec) rtc.unsupported(`${name.toUpperCase()} in both directions`);
  transceiver.setCodecPreferences([codec]);
}

// Return the lower-case MIME type of the codec in use by a getStats() stream ("outbound-rtp", "inbound-rtp"), or null if it
// has no packets.
export async function flowing(rtc, source, type, kind = "video") {
  const look = (reports) => {
    const stream = reports.find((one) => one.type === type && one.kind === kind && (one.packetsSent ?? one.packetsReceived) > 0);
    return reports.find(({ id }) => id === stream?.codecId)?.mimeType.toLowerCase();
  };
  const found = await rtc.attempt(() => rtc.stats(source, look));
  return found.ok ? found.value : null;
}
