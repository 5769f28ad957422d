// A publisher that sends audio and numbered video with one codec, and a subscriber that receives both through the SFU.

import { openRoom } from "./forwarding.js";
import { hearsToTheEnd } from "./listening.js";
import { sees, seesToTheEnd, watcher } from "./numbered.js";
import { codecNamed, flowing, prefer } from "./one_codec.js";
import { stampedTrack } from "./stamp.js";

export const PICTURE = { width: 320, height: 180, framesPerSecond: 15 };
const TONE = 1000;

// Describe a track for `publish` that is sent with one codec only.
export const coded = (rtc, track, codec, encodings = null) => ({
  track,
  encodings,
  prepared: (transceiver) => prefer(rtc, transceiver, codec),
});

// Return the facts {codec, sent: {video, audio}, received: {video, audio}, pictures, picturesAtEnd, size, heard,
// heardAtEnd, listed}. `sent` and `received` are read at the end.
export async function forwardedCall(rtc, codec) {
  if (!codecNamed(rtc, codec)) rtc.unsupported(`${codec.toUpperCase()} in both directions`);
  const room = await openRoom(rtc, { videocodec: codec, audiocodec: "opus" });
  const source = stampedTrack(rtc, PICTURE);
  const tone = await rtc.toneTrack(TONE);
  const hz = await rtc.tone(tone);
  const publisher = await room.publish([coded(rtc, source.track, codec), tone]);
  const subscriber = await room.subscribe([publisher.id]);
  const watch = watcher(rtc, subscriber.tracks.video[0], source);
  const listening = hearsToTheEnd(rtc, subscriber.pc, subscriber.tracks.audio[0], hz);
  const pictures = await sees(rtc, watch);
  const heard = await listening;
  const picturesAtEnd = pictures && (await seesToTheEnd(rtc, watch));
  const [of, by] = [publisher.pc, subscriber.pc];
  const listed = (await room.participants()).filter((one) => one.publisher).length;
  return {
    codec,
    sent: { video: await flowing(rtc, of, "outbound-rtp"), audio: await flowing(rtc, of, "outbound-rtp", "audio") },
    received: { video: await flowing(rtc, by, "inbound-rtp"), audio: await flowing(rtc, by, "inbound-rtp", "audio") },
    pictures,
    picturesAtEnd,
    size: watch.size(),
    ...heard,
    listed,
  };
}
