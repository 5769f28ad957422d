// `RTCPeerConnection` video to a server that rejected malformed SDP before; access to the server without its token.
// https://www.rfc-editor.org/rfc/rfc9429#section-5.8
// META: stage=peer
// META: timeout=40
import { callServer, openLine, sights } from "../../lib/peer.js";
import { sceneTrack } from "../../lib/scene.js";

async function isLetIn(rtc, url) {
  const socket = new WebSocket(url);
  rtc.cleanup(() => socket.close());
  const open = rtc.event(socket, "open", 20000).then(() => true);
  const closed = rtc.event(socket, "close", 20000).then(() => false);
  return Promise.any([open, closed]);
}

export default async function (rtc) {
  const { url } = await rtc.service("peer");
  const line = await openLine(rtc);
  line.send("{no");
  const noJson = await rtc.until(() => line.answers.find(({ id }) => id === null), { label: "the server's response to invalid JSON" });
  const refusals = { unknown: ["dance", {}], broken: ["answer", { sdp: "v=0\r\nm=video" }], lacking: ["answer", {}] };
  const refused = {};
  for (const [name, [ask, params]] of Object.entries(refusals)) refused[name] = !(await rtc.attempt(() => line.ask(ask, params))).ok;
  const { track } = sceneTrack(rtc);
  const { heard } = await callServer(rtc, { prepare: (made) => made.addTransceiver(track, { direction: "sendonly" }) });
  const seen = await rtc.attempt(() => sights(rtc, heard, { enough: 3 }));
  return {
    facts: {
      refused: { noJson: noJson.ok === false, ...refused },
      seenAfterwards: seen.ok,
      letInWithoutToken: await isLetIn(rtc, `${url}x`),
    },
  };
}
