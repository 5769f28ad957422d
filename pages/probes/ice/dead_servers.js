// Unreachable iceServers: icecandidateerror events, iceGatheringState, and whether a call still connects.
// https://w3c.github.io/webrtc-pc/#rtcpeerconnectioniceerrorevent
// META: timeout=30
import { describeEach, exchange, joinedPair } from "../../lib/peers.js";

// A port of this machine where nothing listens; a host name that cannot exist (RFC 2606).
const SERVERS = {
  "stun of an unknown name": { urls: "stun:nowhere.invalid:3478" },
  "turn over tcp on a closed port": { urls: "turn:127.0.0.1:61999?transport=tcp", username: "someone", credential: "secret" },
};
const SILENT = { urls: "stun:127.0.0.1:61999" };
const PATIENCE = 15000;

async function gather(rtc, server) {
  const pc = rtc.connection({ iceServers: [server] });
  const errors = [];
  const started = performance.now();
  pc.addEventListener("icecandidateerror", (event) => errors.push({
    isEvent: typeof RTCPeerConnectionIceErrorEvent === "function" && event instanceof RTCPeerConnectionIceErrorEvent,
    errorCode: event.errorCode, url: event.url, errorText: event.errorText, address: event.address, port: event.port,
    at: Math.round(performance.now() - started),
  }));
  const types = new Set();
  pc.addEventListener("icecandidate", ({ candidate }) => candidate?.type && types.add(candidate.type));
  pc.createDataChannel("dead");
  await pc.setLocalDescription(await pc.createOffer());
  const ended = await rtc.attempt(
    () => rtc.until(() => pc.iceGatheringState === "complete", { ms: PATIENCE, label: "iceGatheringState complete" })
  );
  await rtc.attempt(() => rtc.until(() => errors.length > 0, { ms: 2000, label: "icecandidateerror event" }));
  return { ended: ended.ok, errors, types: [...types].sort(), milliseconds: Math.round(performance.now() - started) };
}

async function call(rtc) {
  const [a, b] = joinedPair(rtc, { iceServers: [SILENT] });
  const message = await exchange(rtc, a, b);
  await describeEach(a, b);
  const echoed = await message.done();
  a.close();
  b.close();
  return echoed;
}

export default async function (rtc) {
  const names = Object.keys(SERVERS);
  const [silent, ...gathered] = await Promise.all([call(rtc), ...names.map((name) => gather(rtc, SERVERS[name]))]);
  const facts = Object.fromEntries(names.map((name, index) => {
    const { ended, errors, types } = gathered[index];
    return [name, {
      ended, types, told: errors.length > 0, codes: [...new Set(errors.map(({ errorCode }) => errorCode))],
      areErrorEvents: errors.every(({ isEvent }) => isEvent),
      namesTheServer: errors.every(({ url }) => url.includes(SERVERS[name].urls.split("?")[0])),
    }];
  }));
  return { facts: { servers: facts, callWithSilentServer: silent }, notes: { gathered } };
}
