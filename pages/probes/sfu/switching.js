// An SFU switches a subscribed RTP stream to another publisher without renegotiation, pauses and resumes it.
// https://www.rfc-editor.org/rfc/rfc7667#section-3.7
// META: stage=janus
// META: timeout=60
import { coded, PICTURE } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const [one, other] = [stampedTrack(rtc, PICTURE), stampedTrack(rtc, { ...PICTURE, width: 384, height: 216 })];
  const first = await room.publish([coded(rtc, one.track, "vp8")]);
  const second = await room.publish([coded(rtc, other.track, "vp8")]);
  const subscriber = await room.subscribe([first.id]);
  const [track] = subscriber.tracks.video;
  const [watchOne, watchOther] = [watcher(rtc, track, one), watcher(rtc, track, other)];
  const before = { sees: await sees(rtc, watchOne), size: watchOne.size() };
  const mid = subscriber.streams[0].mid;
  await subscriber.ask({ request: "switch", streams: [{ feed: second.id, mid: second.transceivers[0].mid, sub_mid: mid }] });
  const after = { sees: await sees(rtc, watchOther), size: watchOther.size() };

  await subscriber.configure({ mid, send: false });
  // Frames in flight may still be played: counting starts after further frames were drawn
  const later = other.count() + 6;
  await rtc.until(() => other.count() > later, { label: "more source frames" });
  watchOther.again();
  const still = other.count() + 30;
  await rtc.until(() => other.count() > still, { ms: 10000, label: "source frames that are not forwarded" });
  const paused = watchOther.numbers() === 0;
  await subscriber.configure({ mid, send: true });
  const goesOn = await sees(rtc, watchOther);
  return { facts: { before, after, paused, goesOn, offers: subscriber.offers() } };
}
