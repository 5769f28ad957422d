// A tone goes to a server, which measures its pitch, and another one comes back; then the page sends a third.
// https://www.rfc-editor.org/rfc/rfc7874#section-3
// META: stage=peer
// META: timeout=60
import { callServer, sentCodec } from "../../lib/peer.js";

const SENT = 440;
const REPLACED = 1200;
const RETURNED = 660;

const near = (hz, wanted) => typeof hz === "number" && Math.abs(hz - wanted) < wanted / 20;

async function hears(rtc, heard, wanted) {
  const found = await rtc.attempt(() => heard.next(({ tone }) => near(tone, wanted), { label: `${wanted} Hz at the server` }));
  return found.ok;
}

async function comesBack(rtc, track) {
  // Chromium gives a received track's sound to WebAudio only while an element plays it (https://crbug.com/121673)
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  const hz = await rtc.tone(track, { ms: 8000 });
  rtc.note("heard", hz);
  return near(hz, RETURNED);
}

export default async function (rtc) {
  const track = await rtc.toneTrack(SENT);
  const { pc, heard } = await callServer(rtc, { tone: RETURNED, prepare: (made) => made.addTransceiver(track) });
  const facts = { serverHears: await hears(rtc, heard, SENT), pageHears: await comesBack(rtc, pc.getReceivers()[0].track) };
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
