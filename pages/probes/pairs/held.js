// A call of two browsers that is held and taken up again: no frame comes while it is held, new ones come after.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction
import { callOther, framesOf, ownPicture, trackOf } from "../../lib/other_browser.js";

const decoded = (reports) => reports.find(({ type, kind }) => type === "inbound-rtp" && kind === "video")?.framesDecoded ?? 0;

// Whether the count of decoded frames stays the same over a stretch in which a running call would decode several.
async function stands(rtc, pc) {
  let last = -1;
  let since = performance.now();
  const look = async () => {
    const now = decoded([...(await pc.getStats()).values()]);
    if (now !== last) [last, since] = [now, performance.now()];
    return performance.now() - since > 700;
  };
  return (await rtc.attempt(() => rtc.until(look, { ms: 6000, label: "no further frame" }))).ok;
}

async function offerer(rtc) {
  const line = await callOther(rtc, { prepare: (pc) => pc.addTransceiver(ownPicture(rtc).track, { direction: "sendonly" }) });
  await rtc.signal.next("seen");
  const [transceiver] = line.pc.getTransceivers();
  const directions = [transceiver.currentDirection];
  for (const direction of ["inactive", "sendonly"]) {
    transceiver.direction = direction;
    await line.offer();
    directions.push(transceiver.currentDirection);
    await rtc.signal.next("seen", 20000);
  }
  return { facts: { directions } };
}

async function answerer(rtc) {
  const line = await callOther(rtc);
  const before = await framesOf(rtc, line.pc);
  const track = await trackOf(rtc, line.pc, "video");
  const muted = [track.muted];
  rtc.signal.send("seen");
  await line.answer();
  const heldStill = await stands(rtc, line.pc);
  muted.push(track.muted);
  rtc.signal.send("seen");
  await line.answer();
  const reached = decoded([...(await line.pc.getStats()).values()]);
  const goesOn = await rtc.attempt(() => rtc.stats(line.pc, (reports) => decoded(reports) > reached + 5, 8000));
  muted.push(track.muted);
  rtc.signal.send("seen");
  return { facts: { before: before.numbered, heldStill, goesOn: goesOn.ok, muted } };
}

export { offerer, answerer };
