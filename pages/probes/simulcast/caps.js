// `scaleResolutionDownBy`, `maxFramerate` and `maxBitrate` per simulcast layer: received resolution, frame rate and bitrate.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters
// META: alone
// META: timeout=90
import { change, layersThatCome, measureLayers, receivedLayers, RIDS, simulcastCall } from "../../lib/simulcast.js";

const STRETCH = 3000;

async function sizeComes(rtc, call, rid, size) {
  const look = async () => {
    const { frameWidth, frameHeight } = (await receivedLayers(call.b))[rid] ?? {};
    return `${frameWidth}x${frameHeight}` === size;
  };
  return (await rtc.attempt(() => rtc.until(look, { ms: 20000, every: 60, label: `${rid} at ${size}` }))).ok;
}

async function scales(rtc, call) {
  const outcome = await change(rtc, call.sender, ({ encodings }) => (encodings[2].scaleResolutionDownBy = 3));
  const kept = call.sender.getParameters().encodings.map((each) => each.scaleResolutionDownBy ?? null);
  const arrives = await sizeComes(rtc, call, "q", "320x180");
  await change(rtc, call.sender, ({ encodings }) => (encodings[2].scaleResolutionDownBy = 4));
  return { outcome, kept, arrives, back: await sizeComes(rtc, call, "q", "240x135") };
}

// Sets maxFramerate on every layer, because layers share one in some browsers, and measures what is encoded.
async function rates(rtc, call, most) {
  const outcome = await change(rtc, call.sender, ({ encodings }) => encodings.forEach((each) => (each.maxFramerate = most)));
  await layersThatCome(rtc, call, RIDS, { frames: 3 });
  const measured = await measureLayers(rtc, call, RIDS, STRETCH);
  await change(rtc, call.sender, ({ encodings }) => encodings.forEach((each) => delete each.maxFramerate));
  return { outcome, measured, obeyed: RIDS.every((rid) => measured[rid].encoded <= most * 1.5) };
}

async function bitRates(rtc, call) {
  const caps = { f: 130000, h: 80000, q: 50000 };
  const measured = await measureLayers(rtc, call, RIDS, STRETCH);
  return { measured, obeyed: RIDS.every((rid) => measured[rid].kbps * 1000 <= caps[rid] * 1.5) };
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  rtc.step("layers");
  const arrived = await layersThatCome(rtc, call, RIDS);
  rtc.fact("arrive", RIDS.filter((rid) => arrived[rid].comes));
  rtc.step("maxBitrate");
  const bits = await bitRates(rtc, call);
  rtc.fact("bitRateObeyed", bits.obeyed);
  await rtc.steps({ scale: () => scales(rtc, call) });
  rtc.step("maxFramerate");
  const rate = await rates(rtc, call, 5);
  const metrics = {};
  for (const rid of RIDS) {
    metrics[`${rid}_kbps`] = bits.measured[rid].kbps;
    metrics[`${rid}_frames_per_second`] = bits.measured[rid].decoded;
    metrics[`${rid}_frames_per_second_at_5`] = rate.measured[rid].encoded;
  }
  return {
    facts: { rate: { outcome: rate.outcome, obeyed: rate.obeyed } },
    metrics,
  };
}
