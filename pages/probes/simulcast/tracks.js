// `replaceTrack()` under simulcast with another resolution, with null and back, and a track with `contentHint="detail"`.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack
// META: alone
// META: timeout=90
import { closeCall, layersThatCome, receivedLayers, RIDS, simulcastCall } from "../../lib/simulcast.js";
import { stampedTrack } from "../../lib/stamp.js";

async function replaced(rtc, call, track, sizes) {
  const outcome = await rtc.attempt(() => call.sender.replaceTrack(track));
  if (!outcome.ok) return { outcome: outcome.error.name };
  let seen = {};
  const look = async () => {
    const now = await receivedLayers(call.b);
    seen = Object.fromEntries(RIDS.map((rid) => [rid, `${now[rid]?.frameWidth}x${now[rid]?.frameHeight}`]));
    return RIDS.every((rid) => seen[rid] === sizes[rid]);
  };
  const came = await rtc.attempt(() => rtc.until(look, { ms: 20000, every: 60, label: "a frame with the new size" }));
  return { outcome: "replaced", sizes: came.ok ? seen : "others" };
}

async function screen(rtc) {
  const { track } = stampedTrack(rtc, { width: 960, height: 540, framesPerSecond: 15, hue: 40 });
  const hint = "contentHint" in track;
  if (hint) track.contentHint = "detail";
  const call = await simulcastCall(rtc, { track });
  const arrived = await layersThatCome(rtc, call, RIDS, { frames: 2 });
  closeCall(call);
  return { hint, arrive: RIDS.filter((rid) => arrived[rid].comes), sizes: RIDS.map((rid) => arrived[rid].size) };
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  await layersThatCome(rtc, call, RIDS, { frames: 2 });
  const { track } = stampedTrack(rtc, { width: 1280, height: 720, framesPerSecond: 15, hue: 100 });
  const facts = {
    larger: await replaced(rtc, call, track, { f: "1280x720", h: "640x360", q: "320x180" }),
    nothing: (await rtc.attempt(() => call.sender.replaceTrack(null))).ok,
    again: await replaced(rtc, call, call.source.track, { f: "960x540", h: "480x270", q: "240x135" }),
    rids: call.sender.getParameters().encodings.map(({ rid }) => rid),
  };
  closeCall(call);
  return { facts: { ...facts, screen: await screen(rtc) } };
}
