// setCodecPreferences(): codecs of the offer in order, without one, alone, in other letter case; and the errors it throws.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
import { capabilitiesOf } from "../../lib/codecs.js";
import { codecNames } from "../../lib/sdp.js";

const nameOf = (codec) => codec.mimeType.split("/")[1];
const withoutRtx = (names) => (Array.isArray(names) ? names.filter((name) => name !== "rtx") : names);
const RESILIENCE = ["rtx", "red", "ulpfec", "flexfec-03", "CN", "telephone-event"];

// The codec names that a receiving transceiver offers after `prefer(transceiver)`, or the name of the error.
async function offered(rtc, kind, prefer) {
  const pc = rtc.connection();
  const transceiver = pc.addTransceiver(kind, { direction: "recvonly" });
  if (typeof transceiver.setCodecPreferences !== "function") rtc.unsupported("RTCRtpTransceiver.setCodecPreferences");
  const preferred = await rtc.attempt(async () => prefer(transceiver));
  const names = preferred.ok ? codecNames((await pc.createOffer()).sdp) : preferred.error.name;
  pc.close();
  return names;
}

async function orders(rtc, kind, codecs) {
  const prefer = (list) => offered(rtc, kind, (transceiver) => transceiver.setCodecPreferences(list));
  const reversed = codecs.toReversed();
  const first = nameOf(codecs[0]);
  const other = codecs.find((codec) => ![first, ...RESILIENCE].includes(nameOf(codec)));
  return {
    usual: await offered(rtc, kind, () => {}),
    emptied: await prefer([]),
    reversed: { asked: withoutRtx(reversed.map(nameOf)), offered: withoutRtx(await prefer(reversed)) },
    without: { left: first, offered: await prefer(codecs.filter((codec) => nameOf(codec) !== first)) },
    alone: { asked: nameOf(other), offered: await prefer([other]) },
    twice: { asked: nameOf(other), offered: await prefer([other, other]) },
    lowerCase: { asked: nameOf(other), offered: await prefer([{ ...other, mimeType: other.mimeType.toLowerCase() }]) },
    upperCase: { asked: nameOf(other), offered: await prefer([{ ...other, mimeType: other.mimeType.toUpperCase() }]) },
    reset: await offered(rtc, kind, (transceiver) => {
      transceiver.setCodecPreferences([other]);
      transceiver.setCodecPreferences([]);
    }),
  };
}

async function refusals(rtc, codecs) {
  const [first] = codecs;
  const [audio] = capabilitiesOf(rtc, RTCRtpReceiver, "audio");
  const tries = {
    "an unknown codec": [{ mimeType: "video/no-such-codec", clockRate: 90000 }],
    "an unknown codec after a known one": [first, { mimeType: "video/no-such-codec", clockRate: 90000 }],
    "an audio codec for video": [audio],
    "another clock rate": [{ ...first, clockRate: first.clockRate + 1 }],
    "channels for video": [{ ...first, channels: 2 }],
    "other parameters": [{ ...first, sdpFmtpLine: "no-such-parameter=1" }],
    "rtx alone": codecs.filter((codec) => nameOf(codec) === "rtx"),
    "a codec without clock rate": [{ mimeType: first.mimeType }],
  };
  const outcomes = {};
  for (const [what, list] of Object.entries(tries)) {
    const names = await offered(rtc, "video", (transceiver) => transceiver.setCodecPreferences(list));
    outcomes[what] = typeof names === "string" ? names : "accepted";
  }
  return outcomes;
}

export default async function (rtc) {
  const video = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "video");
  const audio = capabilitiesOf(rtc, globalThis.RTCRtpReceiver, "audio");
  return {
    facts: {
      video: await orders(rtc, "video", video),
      audio: await orders(rtc, "audio", audio),
      refused: await refusals(rtc, video),
    },
  };
}
