// Publishes three sizes of one picture; a subscriber asks the server for each of them in turn.
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
// META: stage=janus
// META: timeout=90
import { layeredRoom, sentLayers } from "../../lib/forwarded_layers.js";
import { sees } from "../../lib/numbered.js";

// In the order in which they are asked for: name, the server's number, size.
const STEPS = [["small", 0, "256x144"], ["middle", 1, "512x288"], ["large", 2, "1024x576"], ["smallAgain", 0, "256x144"]];

export default async function (rtc) {
  const { publisher, subscriber, watch, allSent } = await layeredRoom(rtc);
  const mid = subscriber.streams[0].mid;
  const shown = {};
  for (const [name, substream, size] of STEPS) {
    await subscriber.configure({ mid, substream });
    const came = await rtc.attempt(() => rtc.until(() => watch.size() === size, { ms: 12000, label: name }));
    const seen = came.ok && (await sees(rtc, watch));
    shown[name] = { size: watch.size(), seen };
  }
  const sent = await sentLayers(publisher.pc);
  rtc.note("sent", sent);
  const sizes = Object.fromEntries(Object.entries(sent).sort().map(([rid, { size }]) => [rid, size]));
  return { facts: { allSent, rids: Object.keys(sent).sort(), sizes, shown } };
}
