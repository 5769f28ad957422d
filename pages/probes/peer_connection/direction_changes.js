// RTCRtpTransceiver.direction changes in a running call: hold and resume of video, mute and unmute events, currentDirection.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction
// META: timeout=60
import { goesOn, recordTrack, standsStill } from "../../lib/arrivals.js";
import { describeEach, joinedPair } from "../../lib/peers.js";
import { stampedTrack } from "../../lib/stamp.js";

const STEPS = ["inactive", "sendonly", "recvonly", "sendrecv"];

export default async function (rtc) {
  const [a, b] = joinedPair(rtc);
  const source = stampedTrack(rtc);
  const transceiver = a.addTransceiver(source.track, { direction: "sendrecv" });
  await describeEach(a, b);
  const far = b.getTransceivers()[0];
  const { track } = far.receiver;
  const video = await rtc.play(track);
  const events = recordTrack(track);
  const steps = {};
  let needed = 0;
  a.addEventListener("negotiationneeded", () => (needed += 1));
  const before = await goesOn(rtc, source, video);
  for (const direction of STEPS) {
    needed = 0;
    events.length = 0;
    transceiver.direction = direction;
    const atOnce = transceiver.currentDirection === direction;
    await rtc.attempt(() => rtc.until(() => needed > 0, { label: "negotiationneeded" }));
    await describeEach(a, b);
    const sends = direction.startsWith("send");
    const step = { atOnce, needed: needed > 0, current: [transceiver.currentDirection, far.currentDirection] };
    step.flows = sends ? await goesOn(rtc, source, video) : !(await standsStill(rtc, source, video));
    await rtc.attempt(() => rtc.until(() => track.muted !== sends, { ms: 10000, label: "MediaStreamTrack mute or unmute event" }));
    steps[direction] = { ...step, muted: track.muted, events: [...events] };
  }
  return { facts: { before, steps, ended: track.readyState } };
}
