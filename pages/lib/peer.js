// Client of the server of the stage `peer` (src/rtcmatrix/peer): it receives video and audio and reports what it detects.
// Not part of `rtc`: probes import it.

const PATIENCE = 10000;

async function gathered(rtc, pc) {
  await rtc.until(() => pc.iceGatheringState === "complete", { ms: PATIENCE, label: "iceGatheringState complete" });
  return pc.localDescription.sdp;
}

// Collect the messages of a data channel with their times: {all, next(look)}. next(look) resolves with the first message
// from now on for which look(message) is truthy. Text is parsed as JSON; binary data becomes {bytes: length}.
export function listen(rtc, channel) {
  const all = [];
  channel.binaryType = "arraybuffer";
  channel.addEventListener("message", ({ data }) => {
    all.push({ at: performance.now(), ...(typeof data === "string" ? JSON.parse(data) : { bytes: data.byteLength }) });
  });
  const next = (look, { ms = PATIENCE, label = "a message of the server", from = all.length } = {}) =>
    rtc.until(() => all.slice(from).find(look), { ms, label });
  return { all, next };
}

// Open the connection to the server: {ask(name, params), send(text), socket, answers}. ask() rejects with the server's
// error.
export async function openLine(rtc) {
  const { url } = await rtc.service("peer");
  const socket = new WebSocket(url);
  rtc.cleanup(() => socket.close());
  const answers = [];
  socket.addEventListener("message", ({ data }) => answers.push(JSON.parse(data)));
  await rtc.within(PATIENCE, new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("close", () => reject(new Error("the server does not take the call")));
  }), "WebSocket to the peer server open");
  let asked = 0;
  const ask = async (name, params = {}) => {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ ...params, id, do: name }));
    const answer = await rtc.until(() => answers.find((one) => one.id === id), { ms: PATIENCE, label: `response "${name}"` });
    if (answer.ok) return answer.value;
    throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
  };
  return { ask, send: (text) => socket.send(text), answers, socket };
}

// Send one offer of the page and apply the server's answer. wants: {back: "boxed" or "inverted", tone: Hz}.
export async function offerTo(rtc, line, pc, wants = {}) {
  await pc.setLocalDescription(await pc.createOffer());
  const answer = await line.ask("answer", { ...wants, sdp: await gathered(rtc, pc) });
  await pc.setRemoteDescription(answer);
  return answer;
}

// Apply one offer of the server and send the page's answer. `prepare(pc)` adds what the page sends, after the offer is set.
export async function answerTo(rtc, line, pc, wants = {}, prepare = () => {}) {
  const offer = await line.ask("offer", wants);
  await pc.setRemoteDescription(offer);
  await prepare(pc);
  await pc.setLocalDescription(await pc.createAnswer());
  await line.ask("take answer", { sdp: await gathered(rtc, pc) });
  return offer;
}

// Call the server: {line, pc, channel, heard}. `prepare(pc)` adds what the page sends. A data channel is always added.
export async function callServer(rtc, { prepare = () => {}, ...wants } = {}) {
  const line = await openLine(rtc);
  const pc = rtc.connection();
  const channel = pc.createDataChannel("sight");
  const heard = listen(rtc, channel);
  await prepare(pc);
  await offerTo(rtc, line, pc, wants);
  await rtc.connected(pc, PATIENCE);
  await rtc.until(() => channel.readyState === "open", { ms: PATIENCE, label: "RTCDataChannel open" });
  return { line, pc, channel, heard };
}

// Wait for the next `enough` numbered sights of the server for which look(sight) is true.
export async function sights(rtc, heard, { enough = 8, ms = PATIENCE, look = () => true } = {}) {
  const from = heard.all.length;
  const numbered = () => {
    const told = heard.all.slice(from).filter(({ sight }) => sight && sight.frame !== null && look(sight));
    const seen = told.map(({ at, sight }) => ({ at, ...sight }));
    return seen.length >= enough && seen;
  };
  return rtc.until(numbered, { ms, label: `${enough} frames decoded by the peer server` });
}

// Return the codec that a connection sends: "VP8", "H264"; null if it sends nothing.
export async function sentCodec(rtc, pc, kind = "video") {
  const look = (reports) => {
    const stream = reports.find((report) => report.type === "outbound-rtp" && report.kind === kind && report.packetsSent > 0);
    return reports.find(({ id }) => id === stream?.codecId)?.mimeType.split("/")[1];
  };
  const read = await rtc.attempt(() => rtc.stats(pc, look));
  return read.ok ? read.value : null;
}
