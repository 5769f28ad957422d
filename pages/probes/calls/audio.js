// `RTCRtpSender` tone sent to a server, another one received from it, and a third after `replaceTrack()`.
// https://www.rfc-editor.org/rfc/rfc7874#section-3
// META: stage=peer
// META: timeout=90
import { hearsToTheEnd, isNear } from "../../lib/listening.js";
import { callServer, sentCodec } from "../../lib/peer.js";

const SENT = 440;
const REPLACED = 1200;
const RETURNED = 660;

const near = (hz, wanted) => typeof hz === "number" && isNear(hz, wanted);

async function hears(rtc, heard, wanted) {
  const found = await rtc.attempt(() => heard.next(({ tone }) => near(tone, wanted), { label: `${wanted} Hz at the server` }));
  return found.ok;
}

export default async function (rtc) {
  const track = await rtc.toneTrack(SENT);
  const { pc, heard } = await callServer(rtc, { tone: RETURNED, prepare: (made) => made.addTransceiver(track) });
  const { heard: pageHears, heardAtEnd: pageHearsAtEnd } = await hearsToTheEnd(rtc, pc, pc.getReceivers()[0].track, RETURNED);
  // The server measures all the time; only its next message counts, because a tone that stopped was received once, too
  const facts = { serverHears: await hears(rtc, heard, SENT), pageHears, pageHearsAtEnd };
  const replaced = await rtc.attempt(async () => pc.getSenders()[0].replaceTrack(await rtc.toneTrack(REPLACED)));
  return {
    facts: {
      ...facts,
      replaced: replaced.ok,
      serverHearsTheNext: await hears(rtc, heard, REPLACED),
      codec: await sentCodec(rtc, pc, "audio"),
    },
  };
}
