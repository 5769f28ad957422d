// Simulcast answers that accept two or one of three rids, or pause one with `~`: encodings and layers that are received.
// https://www.rfc-editor.org/rfc/rfc8853#section-5.3
// META: alone
// META: timeout=90
import { closeCall, layersThatCome, RIDS, sentLayers, simulcastCall } from "../../lib/simulcast.js";

async function answered(rtc, answer, wanted) {
  const made = await rtc.attempt(() => simulcastCall(rtc, { answer }));
  if (!made.ok) return { outcome: made.error.name };
  const call = made.value;
  const { encodings } = call.sender.getParameters();
  const arrived = await layersThatCome(rtc, call, wanted, { frames: 3 });
  const sent = await sentLayers(call.sender);
  // A layer with active=false is not waited for as long as one with active=true; neither may be received
  const others = RIDS.filter((rid) => !wanted.includes(rid));
  const on = others.some((rid) => encodings.some((each) => each.rid === rid && each.active));
  const came = await layersThatCome(rtc, call, others, { frames: 3, ms: on ? 15000 : 1500 });
  closeCall(call);
  return {
    outcome: "joined",
    connected: call.connected,
    encodings: encodings.map(({ rid, active }) => `${rid ?? "no rid"}${active ? "" : " off"}`),
    arrive: wanted.filter((rid) => arrived[rid].comes),
    unwanted: others.filter((rid) => came[rid].comes),
    streams: Object.values(sent).filter(({ framesEncoded }) => framesEncoded > 0).length,
  };
}

export default async function (rtc) {
  return {
    facts: {
      withoutMiddle: await answered(rtc, { rids: ["f", "q"] }, ["f", "q"]),
      smallestAlone: await answered(rtc, { rids: ["q"] }, ["q"]),
      middlePaused: await answered(rtc, { paused: ["h"] }, ["f", "q"]),
    },
  };
}
