// Simulcast over TURN with `b=TIAS:250000`, with and without `maxBitrate` on the first encoding: layers received.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate
// META: alone
// META: stage=turn
// META: timeout=120
import { relayOnly } from "../../lib/relay.js";
import { change, closeCall, measureLayers, receivedLayers, RIDS, sentLayers, simulcastCall } from "../../lib/simulcast.js";

const CAP = 768000;
// The bandwidth limit is in the answer (b=TIAS), so that the sender knows it and allocates. With a relay that drops packets
// (coturn's max-bps) the sender has to estimate, and every layer suffers.
const LINE = 250000;
const SCALES = { f: 1, h: 2, q: 4 };
const STRETCH = 3000;
// Frames of one layer before the lack of another layer's frames counts; a busy machine takes longer for them.
const ENOUGH = 20;
// A layer is starved below a quarter of the frames of the layer with most frames: starved layers had 0 or 1 frame in three
// seconds, the others 20 and more.
const STARVED = 0.25;
// The sender allocates bandwidth within the first seconds, which are not measured.
const SETTLED = 20;

async function settle(rtc, call) {
  const look = async () => Object.values(await receivedLayers(call.b)).some(({ framesDecoded }) => framesDecoded >= SETTLED);
  return (await rtc.attempt(() => rtc.until(look, { ms: 20000, every: 100, label: "the first frames" }))).ok;
}

// The sender's bandwidth estimate for all layers together, null where it is not reported: Firefox applies the limit of the
// answer to each layer and sends more than that, so the limit has no effect and there is nothing to measure.
async function estimateOf({ a }) {
  const pairs = [...(await a.getStats()).values()].filter(({ type }) => type === "candidate-pair");
  return pairs.find(({ availableOutgoingBitrate }) => availableOutgoingBitrate > 0)?.availableOutgoingBitrate ?? null;
}

async function call(rtc, told, order, cap) {
  const encodings = order.map((rid) => ({ rid, scaleResolutionDownBy: SCALES[rid] }));
  const answer = { lines: [`b=TIAS:${LINE}`] };
  const made = await simulcastCall(rtc, { encodings, configuration: relayOnly(told, ["udp"]), answer, framesPerSecond: 15 });
  const capped = cap ? await change(rtc, made.sender, (parameters) => (parameters.encodings[0].maxBitrate = CAP)) : null;
  const settled = await settle(rtc, made);
  const estimate = await estimateOf(made);
  if (estimate === null) rtc.unsupported("a sender that tells what it has for all layers (availableOutgoingBitrate)");
  const measured = await measureLayers(rtc, made, RIDS, STRETCH, { enough: ENOUGH });
  const most = Math.max(...RIDS.map((rid) => measured[rid].decoded));
  const received = await receivedLayers(made.b);
  const parameters = made.sender.getParameters().encodings;
  rtc.note(`${order.join("")} ${cap ? "capped" : "uncapped"}`, { estimate, measured, sent: await sentLayers(made.sender) });
  closeCall(made);
  const layers = parameters.map(({ rid, scaleResolutionDownBy, maxBitrate }) => {
    const fed = most > 0 && measured[rid].decoded >= most * STARVED;
    const size = fed ? `${received[rid].frameWidth}x${received[rid].frameHeight}` : null;
    return { rid, scale: scaleResolutionDownBy, cap: maxBitrate ?? null, sent: fed ? "yes" : "starved", receivedSize: size };
  });
  return { connected: made.connected, capped, settled, layers, measured };
}

export default async function (rtc) {
  const told = await rtc.service("turn");
  const orders = { fullFirst: RIDS, smallFirst: [...RIDS].reverse() };
  const facts = { limits: { line: LINE, cap: CAP, starvedBelow: STARVED } };
  const metrics = {};
  for (const [name, order] of Object.entries(orders)) {
    facts[name] = {};
    for (const [way, cap] of [["uncapped", false], ["capped", true]]) {
      rtc.step(`${name} ${way}`);
      const { measured, ...seen } = await call(rtc, told, order, cap);
      facts[name][way] = seen;
      rtc.fact(name, facts[name]);
      for (const rid of RIDS) {
        metrics[`${name}_${way}_${rid}_frames_per_second`] = measured[rid].decoded;
        metrics[`${name}_${way}_${rid}_kbps`] = measured[rid].kbps;
      }
    }
  }
  return { facts, metrics };
}
