// Rollback of SDP offers whose codec a server rejects: the same connection then offers VP8; data channels after rollback.
// https://www.rfc-editor.org/rfc/rfc9429#section-4.1.10.2
// META: stage=peer
// META: timeout=60
import { capabilitiesOf } from "../../lib/codecs.js";
import { offerTo, openLine, sentCodec } from "../../lib/peer.js";
import { stampedTrack, watchStamps } from "../../lib/stamp.js";

async function refusedThenTaken(rtc, track, mimeType) {
  const all = capabilitiesOf(rtc, globalThis.RTCRtpSender, "video");
  const alone = all.filter((codec) => codec.mimeType === mimeType);
  if (alone.length === 0) return { offered: false };
  const line = await openLine(rtc);
  const pc = rtc.connection();
  const transceiver = pc.addTransceiver(track, { direction: "sendrecv" });
  transceiver.setCodecPreferences(alone);
  const first = await rtc.attempt(() => offerTo(rtc, line, pc));
  const after = { state: pc.signalingState };
  const back = await rtc.attempt(() => pc.setLocalDescription({ type: "rollback" }));
  transceiver.setCodecPreferences(all.filter((codec) => codec.mimeType === "video/VP8"));
  const second = await rtc.attempt(async () => {
    await offerTo(rtc, line, pc, { back: "boxed" });
    await rtc.connected(pc, 10000);
  });
  const returned = second.ok ? await watchStamps(rtc, transceiver.receiver.track, { enough: 4 }) : null;
  return {
    offered: true,
    refused: first.ok ? null : first.error.name,
    ...after,
    rolledBack: back.ok,
    comesBackAfterwards: returned?.read >= 4,
    codecAfterwards: await sentCodec(rtc, pc),
  };
}

// Without the server: whether data channels open that were created before and after the rollback of an offer.
async function channelOutlivesRollback(rtc) {
  const [a, b] = rtc.pair();
  const channel = a.createDataChannel("made before");
  await a.setLocalDescription(await a.createOffer());
  const back = await rtc.attempt(() => a.setLocalDescription({ type: "rollback" }));
  if (!back.ok) return { rolledBack: false };
  const later = a.createDataChannel("made later");
  await rtc.negotiate(a, b);
  const open = (one) => rtc.until(() => one.readyState === "open", { ms: 5000, label: one.label });
  const opened = await Promise.all([channel, later].map((one) => rtc.attempt(() => open(one))));
  return { rolledBack: true, madeBefore: opened[0].ok, madeLater: opened[1].ok };
}

export default async function (rtc) {
  const { track } = stampedTrack(rtc);
  return {
    facts: {
      VP9: await refusedThenTaken(rtc, track, "video/VP9"),
      AV1: await refusedThenTaken(rtc, track, "video/AV1"),
      channel: await channelOutlivesRollback(rtc),
    },
  };
}
