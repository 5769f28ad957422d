// Simulcast of one browser to another: three VP8 layers, each received as an m-line of its own, numbered and moving.
// META: pair
// META: timeout=60
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
import { joinOther } from "../../lib/other_browser.js";
import { answerOfOne, offerOfLayers, preferCodec, RIDS, SIZE, SMALL } from "../../lib/simulcast.js";
import { stampedTrack, watchStamps } from "../../lib/stamp.js";

const ENOUGH = 6;
// Frames of the source, which draws ten a second, between the first look and the last
const SPAN = 25;

async function offerer(rtc) {
  const line = joinOther(rtc, { change: (answer) => answerOfOne(answer, line.pc.localDescription.sdp) });
  const { track } = stampedTrack(rtc, { ...SIZE, framesPerSecond: 10 });
  const transceiver = line.pc.addTransceiver(track, { direction: "sendonly", sendEncodings: SMALL });
  preferCodec(rtc, transceiver, "video/VP8");
  await line.offer();
  await rtc.connected(line.pc, 12000);
  await rtc.signal.next("seen", 40000);
  return { facts: { encodings: transceiver.sender.getParameters().encodings.map(({ rid }) => rid), refused: line.refused } };
}

async function answerer(rtc) {
  const line = joinOther(rtc, { change: offerOfLayers });
  await line.answer();
  await rtc.connected(line.pc, 12000);
  const tracks = Object.fromEntries(line.pc.getTransceivers().map(({ mid, receiver }) => [mid, receiver.track]));
  const watched = await Promise.all(RIDS.map((rid) => watchStamps(rtc, tracks[rid], { enough: ENOUGH, span: SPAN, ms: 20000 })));
  rtc.signal.send("seen");
  const told = ({ read, late, backwards }) => ({ comes: read >= ENOUGH, goesOn: late >= ENOUGH, inOrder: backwards === 0 });
  const layers = RIDS.map((rid, at) => ({ rid, ...told(watched[at]) }));
  return { facts: { layers, refused: line.refused }, notes: { sizes: watched.map(({ width, height }) => `${width}x${height}`) } };
}

export { offerer, answerer };
