// Answers that take fewer layers than were offered, pause one, or know nothing of layers: what is sent then.
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
  // A layer that is said to be off is not waited for as long as one that is said to be on, but was not to be sent
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
