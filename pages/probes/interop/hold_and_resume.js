// `RTCRtpTransceiver.direction` "inactive" and "sendonly" in a call between two browsers: frames on hold and after resume.
// META: pair
// META: timeout=100
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction
import { callOther, framesOf, ownPicture, trackOf } from "../../lib/other_browser.js";
import { readStamp } from "../../lib/stamp.js";

// Counted in frames of the source: how many may be in transit when hold begins, are drawn during hold, and must arrive after it.
const UNDER_WAY = 6;
const HELD = 30;
const AFTER = 5;

// Reads frame numbers until the probe ends: {highest(), since(number): how many different numbers from that one on}.
function reader(rtc, video) {
  const read = new Set();
  const looking = setInterval(() => {
    const number = video.readyState >= 2 && video.videoWidth > 0 ? readStamp(video) : null;
    if (number !== null) read.add(number);
  }, 25);
  rtc.cleanup(() => clearInterval(looking));
  return { highest: () => Math.max(...read), since: (from) => [...read].filter((number) => number >= from).length };
}

async function offerer(rtc) {
  const own = ownPicture(rtc);
  const line = await callOther(rtc, { prepare: (pc) => pc.addTransceiver(own.track, { direction: "sendonly" }) });
  await rtc.signal.next("seen", 20000);
  const [transceiver] = line.pc.getTransceivers();
  const directions = [transceiver.currentDirection];
  const negotiated = async (direction) => {
    transceiver.direction = direction;
    await line.offer();
    directions.push(transceiver.currentDirection);
    return own.count();
  };
  const held = await negotiated("inactive");
  await rtc.until(() => own.count() > held + HELD, { ms: 15000, label: "frames drawn while the call is held" });
  rtc.signal.send("held", held);
  await rtc.signal.next("seen", 20000);
  rtc.signal.send("resumed", await negotiated("sendonly"));
  await rtc.signal.next("seen", 20000);
  return { facts: { directions } };
}

async function answerer(rtc) {
  const line = await callOther(rtc);
  const before = await framesOf(rtc, line.pc);
  const track = await trackOf(rtc, line.pc, "video");
  const numbers = reader(rtc, await rtc.play(track));
  const muted = [track.muted];
  rtc.signal.send("seen");
  await line.answer();
  // The offerer sends this after it has drawn many more frames: measured in frames, not in time
  const held = await rtc.signal.next("held", 20000);
  const heldStill = numbers.since(held + UNDER_WAY) === 0;
  rtc.note("while held", { held, highest: numbers.highest() });
  muted.push(track.muted);
  rtc.signal.send("seen");
  await line.answer();
  const resumed = await rtc.signal.next("resumed", 20000);
  const goesOn = await rtc.attempt(() => rtc.until(() => numbers.since(resumed) >= AFTER, { ms: 12000, label: "frames after the hold" }));
  muted.push(track.muted);
  rtc.signal.send("seen");
  return { facts: { before: before.numbered, heldStill, goesOn: goesOn.ok, muted } };
}

export { offerer, answerer };
