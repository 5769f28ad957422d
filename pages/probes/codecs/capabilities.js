// Codecs and header extensions of `RTCRtpSender.getCapabilities()` and `RTCRtpReceiver.getCapabilities()`, in order.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getcapabilities
const SIDES = { sender: "RTCRtpSender", receiver: "RTCRtpReceiver" };

function capabilities(side, kind) {
  const { codecs, headerExtensions } = side.getCapabilities(kind);
  const plainCodecs = codecs.map(({ mimeType, clockRate, channels, sdpFmtpLine }) => ({
    mimeType, clockRate, channels, sdpFmtpLine,
  }));
  return { codecs: plainCodecs, headerExtensions: headerExtensions.map(({ uri }) => uri) };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, type] of Object.entries(SIDES)) {
    const side = globalThis[type];
    if (typeof side?.getCapabilities !== "function") rtc.unsupported(`${type}.getCapabilities`);
    const unknown = await rtc.attempt(async () => side.getCapabilities("no-such-kind"));
    facts[name] = {
      video: capabilities(side, "video"),
      audio: capabilities(side, "audio"),
      unknown: unknown.ok ? unknown.value : unknown.error.name,
    };
  }
  return { facts };
}
