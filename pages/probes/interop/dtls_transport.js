// DTLS of a call between two browsers: `transport.tlsVersion`, ciphers and roles at both ends, `a=setup`.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-stats/#transportstats-dict*
import { callOther } from "../../lib/other_browser.js";

async function call(rtc) {
  const { pc } = await callOther(rtc, { prepare: (one) => one.createDataChannel("line") });
  const isSecured = ({ type, dtlsState }) => type === "transport" && dtlsState === "connected";
  const transport = await rtc.stats(pc, (reports) => reports.find(isSecured), 20_000);
  const facts = {};
  for (const name of ["tlsVersion", "dtlsCipher", "srtpCipher", "dtlsRole", "iceRole"]) facts[name] = transport[name] ?? null;
  const setup = pc.currentRemoteDescription.sdp.match(/^a=setup:(\w+)/m)?.[1] ?? null;
  const fingerprint = pc.currentRemoteDescription.sdp.match(/^a=fingerprint:([\w-]+)/m)?.[1] ?? null;
  return { facts: { ...facts, otherSetup: setup, otherFingerprint: fingerprint } };
}

export { call as offerer, call as answerer };
