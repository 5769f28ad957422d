// getParameters() of RTCRtpSender and RTCRtpReceiver in a default call: codecs, headerExtensions, encodings, rtcp.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters
import { nameOf } from "../../lib/codecs.js";

// Each browser assigns its own payload types: "apt=96" and "111/111" are written as the codecs they refer to.
function withoutPayloads(codec, codecs) {
  const standsFor = (payload) => codecs.find(({ payloadType }) => payloadType === Number(payload))?.mimeType ?? "?";
  const sdpFmtpLine = codec.sdpFmtpLine
    ?.replace(/apt=(\d+)/, (_, payload) => `apt=${standsFor(payload)}`)
    .replace(/^\d+(\/\d+)+$/, (list) => list.split("/").map(standsFor).join(" "));
  return { ...codec, sdpFmtpLine };
}

function describe(parameters) {
  const { codecs, headerExtensions, encodings, rtcp } = parameters;
  return {
    codecs: codecs.map((codec) => nameOf(withoutPayloads(codec, codecs))),
    payloadTypesAreUnique: new Set(codecs.map(({ payloadType }) => payloadType)).size === codecs.length,
    headerExtensions: headerExtensions?.map(({ uri }) => uri),
    rtcp: rtcp && { reducedSize: rtcp.reducedSize, hasCname: Boolean(rtcp.cname) },
    encodings: encodings?.map((encoding) => Object.keys(encoding).sort().filter((key) => key !== "ssrc")),
    active: encodings?.map(({ active }) => active),
  };
}

export default async function (rtc) {
  const stream = new MediaStream([rtc.pictureTrack(), await rtc.toneTrack(1000)]);
  const [a, b] = await rtc.loopback({ prepare: (pc) => stream.getTracks().forEach((track) => pc.addTrack(track, stream)) });
  const of = (list, kind) => list.find(({ track }) => track?.kind === kind).getParameters();
  return {
    facts: {
      sender: { video: describe(of(a.getSenders(), "video")), audio: describe(of(a.getSenders(), "audio")) },
      receiver: { video: describe(of(b.getReceivers(), "video")), audio: describe(of(b.getReceivers(), "audio")) },
    },
  };
}
