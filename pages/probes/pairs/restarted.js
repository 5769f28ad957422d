// A call of two browsers whose ICE is restarted in the middle: new credentials, and the pictures go on.
// META: pair
// META: timeout=40
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice
import { callOther, framesOf, ownPicture } from "../../lib/other_browser.js";

const inbound = (reports) => reports.find(({ type, kind }) => type === "inbound-rtp" && kind === "video") ?? {};

// Whether further packets come in, and further frames of them, by statistics.
async function comesIn(rtc, pc) {
  const { packetsReceived, framesDecoded } = inbound([...(await pc.getStats()).values()]);
  const more = async (name, than) => (await rtc.attempt(() => rtc.stats(pc, (reports) => inbound(reports)[name] > than, 6000))).ok;
  return { packets: await more("packetsReceived", packetsReceived + 10), frames: await more("framesDecoded", framesDecoded + 3) };
}

const ufrag = ({ sdp }) => sdp.match(/^a=ice-ufrag:(\S+)/m)?.[1];

async function call(rtc) {
  const line = await callOther(rtc, { prepare: (pc) => pc.addTrack(ownPicture(rtc).track) });
  const before = await framesOf(rtc, line.pc);
  const names = [ufrag(line.pc.localDescription), ufrag(line.pc.remoteDescription)];
  rtc.signal.send("seen");
  await rtc.signal.next("seen", 20000);
  if (rtc.role === "offerer") {
    line.pc.restartIce();
    await line.offer();
  } else await line.answer();
  await rtc.connected(line.pc, 12000);
  const comes = await comesIn(rtc, line.pc);
  const after = await framesOf(rtc, line.pc);
  const renamed = [ufrag(line.pc.localDescription) !== names[0], ufrag(line.pc.remoteDescription) !== names[1]];
  return { facts: { before: before.numbered, after: after.numbered, comes, renamed } };
}

export { call as offerer, call as answerer };
