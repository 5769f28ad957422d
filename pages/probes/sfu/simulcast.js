// Simulcast with three rids to an SFU; a subscriber asks for each layer in turn: resolutions sent and played.
// https://w3c.github.io/webrtc-pc/#simulcast-functionality
// META: stage=janus
// META: timeout=90
import { layeredRoom, sentLayers } from "../../lib/forwarded_layers.js";
import { sees } from "../../lib/numbered.js";

// In the order of the requests: name, the server's substream number, resolution.
const STEPS = [["small", 0, "256x144"], ["middle", 1, "512x288"], ["large", 2, "1024x576"], ["smallAgain", 0, "256x144"]];

// Requests a layer until its resolution is played: the server may not have received every layer yet.
async function shows(rtc, watch, size, ask) {
  for (let times = 0; times < 3; times += 1) {
    await ask();
    if ((await rtc.attempt(() => rtc.until(() => watch.size() === size, { ms: 6000, label: size }))).ok) return true;
  }
  return false;
}

export default async function (rtc) {
  const { publisher, subscriber, watch, allSent } = await layeredRoom(rtc);
  const mid = subscriber.streams[0].mid;
  const shown = {};
  await rtc.attempt(() => rtc.until(() => watch.size() !== null, { ms: 20000, label: "a first frame" }));
  for (const [name, substream, size] of STEPS) {
    const seen = (await shows(rtc, watch, size, () => subscriber.configure({ mid, substream }))) && (await sees(rtc, watch));
    shown[name] = { size: watch.size(), seen };
  }
  const sent = await sentLayers(publisher.pc);
  rtc.note("sent", sent);
  const sizes = Object.fromEntries(Object.entries(sent).sort().map(([rid, { size }]) => [rid, size]));
  return { facts: { allSent, rids: Object.keys(sent).sort(), sizes, shown } };
}
