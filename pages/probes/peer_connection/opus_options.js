// getParameters().codecs[].sdpFmtpLine of an RTCRtpSender after answers with stereo, usedtx, maxaveragebitrate of Opus.
// https://www.rfc-editor.org/rfc/rfc7587#section-6.1
import { sectionsOf } from "../../lib/sdp.js";

const ASKED = { stereo: "stereo=1", dtx: "usedtx=1", bitrate: "maxaveragebitrate=20000", mono: "stereo=0", noFec: "useinbandfec=0" };

const opusOf = (sdp) => sectionsOf(sdp)[0].codecs.find(({ name }) => /opus/i.test(name))?.parameters ?? null;

// Writes `option` into the Opus parameters of a description, in place of the same parameter where it is there.
function withOption(sdp, option) {
  const payload = /a=rtpmap:(\d+) opus/i.exec(sdp)?.[1];
  const [key] = option.split("=");
  return sdp.replace(new RegExp(`(a=fmtp:${payload} )(.*)`), (_, start, parameters) =>
    start + [...parameters.split(";").filter((one) => one.trim().split("=")[0] !== key), option].join(";"));
}

async function ask(rtc, option) {
  const [a, b] = rtc.pair();
  const { sender } = a.addTransceiver("audio", { direction: "sendonly" });
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription);
  const { sdp } = await b.createAnswer();
  await b.setLocalDescription({ type: "answer", sdp });
  const taken = await rtc.attempt(() => a.setRemoteDescription({ type: "answer", sdp: withOption(sdp, option) }));
  const opus = sender.getParameters().codecs.find(({ mimeType }) => /opus/i.test(mimeType));
  [a, b].forEach((end) => end.close());
  return { taken: taken.ok ? "accepted" : taken.error.name, sender: opus?.sdpFmtpLine };
}

export default async function (rtc) {
  const [a, b] = rtc.pair();
  a.addTransceiver("audio");
  const { offer, answer } = await rtc.negotiate(a, b);
  const asked = {};
  for (const [name, option] of Object.entries(ASKED)) asked[name] = await ask(rtc, option);
  return { facts: { offer: opusOf(offer.sdp), answer: opusOf(answer.sdp), asked } };
}
