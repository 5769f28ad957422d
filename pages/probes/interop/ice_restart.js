// `restartIce()` in calls between two browsers: new ICE credentials, and whether media continue.
// META: pair
// META: timeout=90
// META: alone
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice
import { callOther, framesOf, ownPicture } from "../../lib/other_browser.js";

const inbound = (reports) => reports.find(({ type, kind }) => type === "inbound-rtp" && kind === "video") ?? {};

// Whether packetsReceived and framesDecoded of inbound-rtp still grow.
async function comesIn(rtc, pc) {
  const { packetsReceived, framesDecoded } = inbound([...(await pc.getStats()).values()]);
  const more = (seen) => seen.packetsReceived > packetsReceived + 10 && seen.framesDecoded > framesDecoded + 3;
  return (await rtc.attempt(() => rtc.stats(pc, (reports) => more(inbound(reports)), 5000))).ok;
}

const ufrag = ({ sdp }) => sdp.match(/^a=ice-ufrag:(\S+)/m)?.[1];

// Whether media survive a restart is a race between Chromium and Firefox, so the share of several calls is a metric, not a fact.
const CALLS = 4;

async function restart(rtc, line) {
  const names = [ufrag(line.pc.localDescription), ufrag(line.pc.remoteDescription)];
  rtc.signal.send("seen");
  await rtc.signal.next("seen", 20000);
  if (rtc.role === "offerer") {
    line.pc.restartIce();
    await line.offer();
  } else await line.answer();
  await rtc.connected(line.pc, 12000);
  const comes = await comesIn(rtc, line.pc);
  const renamed = [ufrag(line.pc.localDescription) !== names[0], ufrag(line.pc.remoteDescription) !== names[1]];
  return { comes, renamed: renamed.every(Boolean) };
}

async function restartedCall(rtc) {
  const line = await callOther(rtc, { prepare: (pc) => pc.addTrack(ownPicture(rtc).track) });
  const before = await framesOf(rtc, line.pc, { span: 0 });
  const { comes, renamed } = await restart(rtc, line);
  rtc.signal.send("kept", comes);
  const otherKept = await rtc.signal.next("kept", 20000);
  line.pc.close();
  return { before: before.numbered, renamed, kept: comes, otherKept };
}

async function call(rtc) {
  const calls = [];
  while (calls.length < CALLS) calls.push(await restartedCall(rtc));
  rtc.note("calls", calls);
  const every = (name) => calls.every((each) => each[name]);
  return {
    facts: { calls: CALLS, before: every("before"), renamed: every("renamed") },
    metrics: { still_coming_in_share: calls.filter(({ kept }) => kept).length / CALLS },
  };
}

export { call as offerer, call as answerer };
