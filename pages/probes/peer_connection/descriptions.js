// SDP of createOffer() and createAnswer(): session lines, attributes, codecs and a=extmap of each m-line.
// https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1
import { attributesOf, sectionsOf } from "../../lib/sdp.js";

// RTCP feedback by codec name and parameters: {"video/VP8/90000": "nack, nack pli"}.
function codecsOf(section) {
  const told = {};
  for (const { name, parameters, feedback } of section.codecs) {
    told[[name, parameters].filter(Boolean).join(" ")] = feedback.join(", ");
  }
  return told;
}

function describeSection(section, address) {
  return {
    protocol: section.protocol,
    address,
    codecs: codecsOf(section),
    order: section.codecs.map(({ name }) => name.split("/")[1]),
    headerExtensions: Object.fromEntries(section.extensions.map((uri) => [uri, true])),
    attributes: attributesOf(section.lines),
  };
}

// {session: {lines, attributes}, and each m-line by its kind}. The numbers of the o= line are random and left out.
function describe({ sdp }) {
  const lines = sdp.slice(0, sdp.indexOf("\r\nm=")).split("\r\n");
  const field = (letter) => lines.find((line) => line.startsWith(`${letter}=`))?.slice(2) ?? null;
  const described = {
    session: {
      order: [...new Set(lines.map((line) => line[0]))].join(" "),
      name: field("s"),
      time: field("t"),
      origin: (field("o") ?? "").split(" ").slice(3).join(" "),
      attributes: attributesOf(lines),
    },
  };
  for (const section of sectionsOf(sdp)) {
    const address = section.lines.find((line) => line.startsWith("c="))?.slice(2) ?? null;
    described[section.kind] = describeSection(section, address);
  }
  return described;
}

// Members that a second object adds or changes, and those that are gone.
function changesOf(usual, other) {
  const changed = Object.entries(other).filter(([name, value]) => usual[name] !== value);
  return { gone: Object.keys(usual).filter((name) => !(name in other)).sort(), changed: Object.fromEntries(changed) };
}

// The answer as its differences from the offer, so that a change in both is one difference.
function answerTo(offer, answer) {
  const told = {};
  for (const [kind, { attributes, codecs, headerExtensions }] of Object.entries(answer)) {
    told[kind] = { attributes: changesOf(offer[kind].attributes, attributes) };
    if (codecs) told[kind].codecs = changesOf(offer[kind].codecs, codecs);
    if (headerExtensions) told[kind].headerExtensions = changesOf(offer[kind].headerExtensions, headerExtensions);
  }
  return told;
}

async function variants(rtc, usual) {
  const offer = async (init) => {
    const pc = rtc.connection();
    pc.addTransceiver("video", init);
    const [section] = sectionsOf((await pc.createOffer()).sdp);
    pc.close();
    return changesOf(usual, attributesOf(section.lines));
  };
  return {
    recvonly: await offer({ direction: "recvonly" }),
    inactive: await offer({ direction: "inactive" }),
    simulcast: await offer({ direction: "sendonly", sendEncodings: [{ rid: "a", scaleResolutionDownBy: 2 }, { rid: "b" }] }),
  };
}

export default async function (rtc) {
  const [a, b] = rtc.pair();
  const track = rtc.pictureTrack();
  a.addTransceiver("audio");
  a.addTransceiver(track, { streams: [new MediaStream([track])] });
  a.createDataChannel("descriptions");
  const offer = await a.createOffer();
  await b.setRemoteDescription(offer);
  const answer = await b.createAnswer();
  const offered = describe(offer);
  return {
    facts: { offer: offered, answer: answerTo(offered, describe(answer)), variants: await variants(rtc, offered.video.attributes) },
    notes: { offer: offer.sdp, answer: answer.sdp },
  };
}
