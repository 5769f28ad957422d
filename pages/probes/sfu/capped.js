// RTCP REMB of 120 kbit/s from an SFU to a publisher: sent bitrate before and after, and whether video goes on.
// https://datatracker.ietf.org/doc/html/draft-alvestrand-rmcat-remb-03#section-2
// META: stage=janus
// META: timeout=90
import { coded } from "../../lib/forwarded_calls.js";
import { openRoom } from "../../lib/forwarding.js";
import { sees, watcher } from "../../lib/numbered.js";
import { stampedTrack } from "../../lib/stamp.js";

const PICTURE = { width: 480, height: 270, framesPerSecond: 20 };
const CAP = 120000;
const SPAN = 1500;
const FRAMES = 30;
// Bytes per frame at the bitrate of the cap. A busy machine draws fewer and larger frames: bytes per frame show what the
// encoder may use, where bit/s would show how fast the machine is.
const FRAME_AT_CAP = CAP / 8 / PICTURE.framesPerSecond;

// Squares of random colors below the number, which cost the encoder many bits.
function unrest(rtc, { canvas }) {
  const context = canvas.getContext("2d");
  const draw = () => {
    for (let x = 0; x < canvas.width; x += 8) {
      for (let y = canvas.height * 0.45; y < canvas.height; y += 8) {
        context.fillStyle = `hsl(${Math.random() * 360} 80% ${20 + Math.random() * 60}%)`;
        context.fillRect(x, y, 8, 8);
      }
    }
  };
  const drawing = setInterval(draw, 50);
  rtc.cleanup(() => clearInterval(drawing));
}

async function sent(publisher) {
  const stream = [...(await publisher.pc.getStats()).values()].find(({ type }) => type === "outbound-rtp");
  return { bytes: stream.bytesSent + (stream.headerBytesSent ?? 0), at: stream.timestamp, frames: stream.framesEncoded };
}

// Waits until frames are clearly larger than the cap allows at the full frame rate; resolves with whether they are.
async function framesGrow(rtc, publisher) {
  let before = await sent(publisher);
  let size = null;
  const look = async () => {
    const now = await sent(publisher);
    if (now.frames - before.frames < FRAMES) return false;
    size = (now.bytes - before.bytes) / (now.frames - before.frames);
    before = now;
    return size > 1.6 * FRAME_AT_CAP;
  };
  const grew = await rtc.attempt(() => rtc.until(look, { ms: 25000, every: 100, label: "frames larger than maxBitrate allows" }));
  rtc.note("bytes of a frame before the cap", size);
  return grew.ok;
}

// Waits until the bitrate over an interval is as wanted; resolves with whether it is. A slow machine only sends less.
async function rateComes(rtc, publisher, wanted, label) {
  let before = await sent(publisher);
  let rate = null;
  const look = async () => {
    const now = await sent(publisher);
    if (now.at - before.at < SPAN) return false;
    rate = ((now.bytes - before.bytes) * 8000) / (now.at - before.at);
    before = now;
    return wanted(rate);
  };
  const came = await rtc.attempt(() => rtc.until(look, { ms: 20000, every: 100, label }));
  rtc.note(label, rate);
  return came.ok;
}

export default async function (rtc) {
  const room = await openRoom(rtc, { videocodec: "vp8" });
  const source = stampedTrack(rtc, PICTURE);
  unrest(rtc, source);
  const publisher = await room.publish([coded(rtc, source.track, "vp8")]);
  const subscriber = await room.subscribe([publisher.id]);
  const watch = watcher(rtc, subscriber.tracks.video[0], source);
  const before = await sees(rtc, watch);
  const rises = await framesGrow(rtc, publisher);
  await publisher.configure({ bitrate: CAP });
  const falls = await rateComes(rtc, publisher, (rate) => rate < 1.3 * CAP, "a rate below the cap");
  return { facts: { before, rises, falls, goesOn: await sees(rtc, watch, { enough: 4 }) } };
}
