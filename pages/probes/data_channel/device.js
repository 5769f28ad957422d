// Plays the client of a home device over RTCDataChannel: 1000 JSON and binary requests, each answered once and in order.
// https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api
// META: timeout=60
import { openChannel } from "../../lib/channels.js";

const REQUESTS = 1000;
const AT_ONCE = 16;
const HEAD = 8;

// The device answers in JSON, or with sensor data as bytes that begin with the number of the request.
function serve(channel) {
  const state = { on: false, level: 0 };
  channel.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") {
      const view = new DataView(data);
      const answer = new Uint8Array(HEAD + view.getUint32(4));
      new DataView(answer.buffer).setUint32(0, view.getUint32(0));
      answer.fill(view.getUint32(0) & 255, HEAD);
      channel.send(answer);
      return;
    }
    const { id, method, params } = JSON.parse(data);
    if (method === "set") Object.assign(state, params);
    channel.send(JSON.stringify(method === "set" || method === "get" ? { id, result: { ...state } } : { id, error: "no such method" }));
  });
}

function requestOf(id) {
  if (id % 5 === 4) {
    const bytes = new DataView(new ArrayBuffer(HEAD));
    bytes.setUint32(0, id);
    bytes.setUint32(4, 100 + (id % 900));
    return bytes.buffer;
  }
  if (id % 5 === 3) return JSON.stringify({ id, method: "no such" });
  return JSON.stringify(id % 2 ? { id, method: "get" } : { id, method: "set", params: { on: id % 4 === 0, level: id } });
}

function isRight(id, data) {
  if (id % 5 === 4) {
    const bytes = new Uint8Array(data);
    return new DataView(data).getUint32(0) === id && bytes.length === HEAD + 100 + (id % 900) && bytes.at(-1) === (id & 255);
  }
  const answer = JSON.parse(data);
  return answer.id === id && (id % 5 === 3 ? answer.error === "no such method" : typeof answer.result.level === "number");
}

export default async function (rtc) {
  const { near, far } = await openChannel(rtc, "device", { protocol: "home.v1" });
  for (const channel of [near, far]) channel.binaryType = "arraybuffer";
  serve(far);
  let [sent, answered, right] = [0, 0, 0];
  const next = () => {
    if (sent < REQUESTS) near.send(requestOf(sent));
    sent += 1;
  };
  near.addEventListener("message", ({ data }) => {
    if (isRight(answered, data)) right += 1;
    answered += 1;
    next();
  });
  for (let some = 0; some < AT_ONCE; some += 1) next();
  await rtc.attempt(() => rtc.until(() => answered >= REQUESTS, { ms: 45000, label: "a response to every request" }));
  const drained = await rtc.attempt(() => rtc.until(() => near.bufferedAmount === 0, { label: "bufferedAmount 0" }));
  return { facts: { answered: answered === REQUESTS, correctAndInOrder: right === REQUESTS, drained: drained.ok } };
}
