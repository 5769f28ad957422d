// `setParameters()` with priority, networkPriority, degradationPreference and `encodingOptions[].keyFrame`: what is kept.
// https://w3c.github.io/webrtc-extensions/#rtcrtpencodingparameters
// META: alone
// META: timeout=40
import { change, layersThatCome, RIDS, sentLayers, simulcastCall } from "../../lib/simulcast.js";

const OF_ENCODINGS = {
  priority: ["very-low", "low", "medium", "high", "urgent"],
  networkPriority: ["very-low", "low", "medium", "high", "urgent"],
  adaptivePtime: [true],
  maxFramerate: [10],
  maxBitrate: [60000],
};
const PREFERENCES = ["balanced", "maintain-framerate", "maintain-resolution", "maintain-framerate-and-resolution", "another"];

async function keep(rtc, sender, name, value) {
  const outcome = await change(rtc, sender, ({ encodings }) => (encodings[0][name] = value));
  if (outcome !== "accepted") return outcome;
  return sender.getParameters().encodings[0][name] === value ? "kept" : "dropped";
}

async function prefer(rtc, sender, value) {
  const outcome = await change(rtc, sender, (parameters) => (parameters.degradationPreference = value));
  if (outcome !== "accepted") return outcome;
  return sender.getParameters().degradationPreference === value ? "kept" : "dropped";
}

// Requests a keyframe of one layer once all layers are received, and waits for one that is not due otherwise.
async function keyFrame(rtc, call) {
  const keys = async () => (await sentLayers(call.sender)).q?.keyFramesEncoded ?? null;
  const wish = { encodingOptions: RIDS.map((rid) => ({ keyFrame: rid === "q" })) };
  const before = await keys();
  if (before === null) return { counted: false, outcome: await change(rtc, call.sender, () => {}, wish) };
  // First a change without encodingOptions: keyframes that it causes must not count
  await change(rtc, call.sender, () => {});
  await layersThatCome(rtc, call, ["q"], { frames: 10 });
  const uncalledFor = (await keys()) - before;
  const outcome = await change(rtc, call.sender, () => {}, wish);
  const grown = async () => (await keys()) > before + uncalledFor;
  const came = await rtc.attempt(() => rtc.until(grown, { ms: 20000, label: "a keyframe" }));
  return { counted: true, uncalledFor: uncalledFor > 0, outcome, came: came.ok };
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  const encodings = {};
  for (const [name, values] of Object.entries(OF_ENCODINGS)) {
    encodings[name] = {};
    for (const value of values) encodings[name][value] = await keep(rtc, call.sender, name, value);
  }
  const preferences = {};
  for (const value of PREFERENCES) preferences[value] = await prefer(rtc, call.sender, value);
  await change(rtc, call.sender, (parameters) => delete parameters.degradationPreference);
  const arrived = await layersThatCome(rtc, call, RIDS, { frames: 3 });
  return {
    facts: { encodings, preferences, arrive: RIDS.filter((rid) => arrived[rid].comes), keyFrame: await keyFrame(rtc, call) },
  };
}
