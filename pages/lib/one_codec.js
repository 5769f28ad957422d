// Lets a transceiver use one codec and no other, by its short name: vp8, vp9, h264, av1, opus.

import { capabilitiesOf } from "./codecs.js";

// Which of several of one name is wanted: the profiles that every browser has.
const WANTED = { h264: /^(?=.*packetization-mode=1)(?=.*profile-level-id=42e0)/i, vp9: /^(?!.*profile-id=[1-9])/ };

// The codec as both sending and receiving know it; undefined where one of them does not.
export function codecNamed(rtc, name) {
  const kind = name === "opus" ? "audio" : "video";
  const is = ({ mimeType, sdpFmtpLine }) =>
    mimeType.toLowerCase() === `${kind}/${name}` && (WANTED[name] ?? /^/).test(sdpFmtpLine ?? "");
  const sends = capabilitiesOf(rtc, globalThis.RTCRtpSender, kind).some(is);
  return sends ? capabilitiesOf(rtc, globalThis.RTCRtpReceiver, kind).find(is) : undefined;
}

// Has a transceiver prefer it alone; Unsupported where the browser has not got it.
export function prefer(rtc, transceiver, name) {
  const codec = codecNamed(rtc, name);
  if (!codec) rtc.unsupported(`${name.toUpperCase()} in both directions`);
  transceiver.setCodecPreferences([codec]);
}

// The MIME type, in small letters, of what really flows in a stream of getStats ("outbound-rtp", "inbound-rtp"); null
// where nothing does.
export async function flowing(rtc, source, type, kind = "video") {
  const look = (reports) => {
    const stream = reports.find((one) => one.type === type && one.kind === kind && (one.packetsSent ?? one.packetsReceived) > 0);
    return reports.find(({ id }) => id === stream?.codecId)?.mimeType.toLowerCase();
  };
  const found = await rtc.attempt(() => rtc.stats(source, look));
  return found.ok ? found.value : null;
}
