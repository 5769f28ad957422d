// Recognizes shapes in `RTCRtpReceiver.track` of a call, and returns the answers over an RTCDataChannel.
// https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface
// META: alone
// META: timeout=90
import { comesToSee, shapeTrack, trainedModel } from "../../lib/vision.js";

export default async function (rtc) {
  const { recognise } = await trainedModel(rtc);
  const shown = shapeTrack(rtc);
  let toSender;
  const received = [];
  const [, b] = await rtc.loopback({
    prepare(a, other) {
      a.addTransceiver(shown.track, { direction: "sendonly" });
      const channel = a.createDataChannel("what is seen");
      channel.onmessage = ({ data }) => received.push(JSON.parse(data));
      other.ondatachannel = (event) => (toSender = event.channel);
    },
  });
  const video = await rtc.play(b.getReceivers()[0].track);
  await rtc.until(() => toSender?.readyState === "open", { ms: 20000, label: "RTCDataChannel open" });
  const seen = {};
  const heard = {};
  for (const kind of globalThis.shapes.KINDS) {
    shown.show(kind);
    seen[kind] = await comesToSee(rtc, () => recognise(video), kind);
    toSender.send(JSON.stringify({ asked: kind, seen: seen[kind] }));
    const answer = () => received.find(({ asked }) => asked === kind);
    const told = await rtc.attempt(() => rtc.until(answer, { label: `the receiver's result for ${kind}` }));
    heard[kind] = told.ok ? told.value.seen : null;
  }
  return { facts: { seen, heard } };
}
