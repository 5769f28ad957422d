// setCodecPreferences() with a codec that only RTCRtpReceiver.getCapabilities() lists: codecs of a sending transceiver's offer.
// https://w3c.github.io/webrtc-pc/#setcodecpreferences-send-and-receive
import { capabilitiesOf, nameOf } from "../../lib/codecs.js";
import { codecNames } from "../../lib/sdp.js";

async function offer(rtc, direction, preferred) {
  const pc = rtc.connection();
  const transceiver = pc.addTransceiver("video", { direction });
  const set = await rtc.attempt(async () => transceiver.setCodecPreferences(preferred));
  const offered = set.ok ? codecNames((await pc.createOffer()).sdp) : set.error.name;
  pc.close();
  return offered;
}

export default async function (rtc) {
  const sent = new Set(capabilitiesOf(rtc, globalThis.RTCRtpSender, "video").map(nameOf));
  const received = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "video");
  const receiveOnly = received.filter((codec) => !sent.has(nameOf(codec)) && !/flexfec/.test(codec.mimeType));
  if (receiveOnly.length === 0) rtc.unsupported("a codec that is received but not sent");
  const [codec] = receiveOnly;
  return {
    facts: {
      receiveOnly: receiveOnly.map(nameOf),
      preferred: nameOf(codec),
      usual: await offer(rtc, "sendonly", []),
      sendonly: await offer(rtc, "sendonly", [codec]),
      recvonly: await offer(rtc, "recvonly", [codec]),
      sendrecv: await offer(rtc, "sendrecv", [codec]),
    },
  };
}
