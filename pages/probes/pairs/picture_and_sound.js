// A call of two browsers with pictures and sound both ways: numbered frames arrive in order, and the tone that was sent.
// META: pair
// https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface
import { callOther, trackOf } from "../../lib/peers.js";
import { stampedTrack, watchStamps } from "../../lib/stamp.js";

const TONES = { offerer: 440, answerer: 880 };
const ENOUGH = 10;

async function heard(rtc, pc) {
  const track = await trackOf(rtc, pc, "audio");
  // Chromium gives a received track's sound to WebAudio only while an element plays it (https://crbug.com/121673).
  await rtc.attempt(() => rtc.play(track, { ms: 3000 }));
  return rtc.tone(track);
}

async function call(rtc) {
  const { track } = stampedTrack(rtc);
  const tone = await rtc.toneTrack(TONES[rtc.role]);
  const sentHz = await rtc.tone(tone);
  rtc.signal.send("hz", sentHz);
  const pc = await callOther(rtc, { prepare: (connection) => [track, tone].forEach((one) => connection.addTrack(one)) });
  const seen = await watchStamps(rtc, await trackOf(rtc, pc, "video"), { enough: ENOUGH });
  const hz = await heard(rtc, pc);
  const expected = await rtc.signal.next("hz");
  const matches = hz !== null && expected !== null && Math.abs(hz - expected) < expected / 20;
  const size = seen.width ? `${seen.width}x${seen.height}` : null;
  return {
    facts: { numbered: seen.read >= ENOUGH, backwards: seen.backwards > 0, size, toneArrives: matches },
    notes: { seen, hz, expected },
  };
}

export { call as offerer, call as answerer };
