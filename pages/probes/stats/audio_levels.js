// audioLevel and totalAudioEnergy of media-source and inbound-rtp with a tone and with track.enabled=false.
// https://w3c.github.io/webrtc-stats/#dom-rtcaudiosourcestats-audiolevel
// META: timeout=120
import { hears } from "../../lib/arrivals.js";
import { find, reportsOf, usualCall } from "../../lib/reports.js";

// For a tone of half the full scale; decoded silence is not exactly zero.
const LOUD = 0.1;
const QUIET = 0.01;

const words = (level) => (typeof level !== "number" ? "not told" : level > LOUD ? "loud" : level < QUIET ? "silent" : "between");

async function wait(rtc, look, label) {
  let last = null;
  await rtc.attempt(() => rtc.until(async () => {
    last = await look();
    return last.settled;
  }, { ms: 15000, every: 100, label }));
  return last.word;
}

// Waits for an audioLevel in words; returns the last one where the wanted one never comes.
function comesTo(rtc, pc, type, wanted) {
  return wait(rtc, async () => {
    const report = find(await reportsOf(pc), type, "audio");
    const word = words(report?.audioLevel);
    return { word, settled: word === wanted || word === "not told" };
  }, `${type} ${wanted}`);
}

// Mean power of the next samples: "grows" for that of a tone, "stays" for that of silence.
async function energy(rtc, pc, type) {
  const read = async () => find(await reportsOf(pc), type, "audio") ?? {};
  const from = await read();
  if (typeof from.totalAudioEnergy !== "number" || typeof from.totalSamplesDuration !== "number") return "not told";
  let to = from;
  const enough = await rtc.attempt(
    () => rtc.until(async () => (to = await read()).totalSamplesDuration - from.totalSamplesDuration > 0.6, {
      ms: 15000, label: "more inbound-rtp.totalSamplesDuration",
    })
  );
  if (!enough.ok) return "no more sound";
  const power = (to.totalAudioEnergy - from.totalAudioEnergy) / (to.totalSamplesDuration - from.totalSamplesDuration);
  return power > LOUD * LOUD ? "grows" : power < QUIET * QUIET ? "stays" : "between";
}

async function state(rtc, { a, b }, wanted) {
  return {
    sender: await comesTo(rtc, a, "media-source", wanted), receiver: await comesTo(rtc, b, "inbound-rtp", wanted),
    sent: await energy(rtc, a, "media-source"), received: await energy(rtc, b, "inbound-rtp"),
  };
}

export default async function (rtc) {
  const call = await usualCall(rtc, { video: false, data: false });
  const track = call.trackOf("audio");
  await rtc.steps({ heard: () => hears(rtc, track, 900), tone: () => state(rtc, call, "loud") });
  call.sound.enabled = false;
  await rtc.steps({ silence: () => state(rtc, call, "silent") });
  call.sound.enabled = true;
  await rtc.steps({ toneAgain: () => comesTo(rtc, call.b, "inbound-rtp", "loud") });
}
