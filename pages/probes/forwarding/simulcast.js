// Publishes three sizes of one picture; a subscriber asks the server for each of them in turn.
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
// META: stage=janus
// META: timeout=90
import { layeredRoom, sentLayers } from "../../lib/forwarded_layers.js";
import { sees } from "../../lib/numbered.js";

const SIZES = ["256x144", "512x288", "1024x576"];

export default async function (rtc) {
  const { publisher, subscriber, watch, allSent } = await layeredRoom(rtc);
  const mid = subscriber.streams[0].mid;
  const shown = {};
  for (const substream of [0, 1, 2, 0]) {
    await subscriber.configure({ mid, substream });
    const came = await rtc.attempt(() =>
      rtc.until(() => watch.size() === SIZES[substream], { ms: 12000, label: `substream ${substream}` }));
    const seen = came.ok && (await sees(rtc, watch));
    shown[substream in shown ? "backTo0" : substream] = { size: watch.size(), seen };
  }
  const sent = await sentLayers(publisher.pc);
  rtc.note("sent", sent);
  const sizes = Object.fromEntries(Object.entries(sent).sort().map(([rid, { size }]) => [rid, size]));
  return { facts: { allSent, rids: Object.keys(sent).sort(), sizes, shown } };
}
