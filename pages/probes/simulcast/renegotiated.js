// Simulcast after renegotiation: the same again, with an audio m-line added, and after `RTCRtpTransceiver.stop()`.
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
// META: alone
// META: timeout=60
import { layersThatCome, preferCodec, ridsOf, RIDS, simulcastCall, SMALL } from "../../lib/simulcast.js";

const numberOf = (sdp) => sdp.split(/^m=/m).length - 1;

async function again(rtc, call, prepare = () => {}) {
  const outcome = await rtc.attempt(async () => {
    await prepare();
    await call.negotiate();
  });
  if (!outcome.ok) return { outcome: outcome.error.name };
  const arrived = await layersThatCome(rtc, call, RIDS, { frames: 2 });
  return {
    outcome: "joined",
    offered: ridsOf(call.offer),
    sections: numberOf(call.offer),
    rids: call.sender.getParameters().encodings.map(({ rid }) => rid),
    arrive: RIDS.filter((rid) => arrived[rid].comes),
  };
}

// The first transceiver is stopped while it sends, then another one is added with simulcast.
async function afterDisabled(rtc) {
  const call = await simulcastCall(rtc);
  const arrived = await layersThatCome(rtc, call, RIDS);
  call.transceiver.stop();
  const added = await rtc.attempt(async () => {
    const next = call.a.addTransceiver(call.source.track, { direction: "sendonly", sendEncodings: SMALL });
    preferCodec(rtc, next, "video/VP8");
    await call.a.setLocalDescription(await call.a.createOffer());
    return { offered: ridsOf(call.a.localDescription.sdp), rids: next.sender.getParameters().encodings.map(({ rid }) => rid) };
  });
  return { before: RIDS.filter((rid) => arrived[rid].comes), outcome: added.ok ? "offered" : added.error.name, ...added.value };
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  await layersThatCome(rtc, call, RIDS, { frames: 2 });
  const facts = { same: await again(rtc, call) };
  const tone = await rtc.toneTrack(1000);
  facts.withSound = await again(rtc, call, () => call.a.addTransceiver(tone, { direction: "sendonly" }));
  facts.afterDisabled = await afterDisabled(rtc);
  return { facts };
}
