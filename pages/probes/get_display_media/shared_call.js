// Sends a capture of the own tab through RTCPeerConnection and reads the remote video and media-source statistics.
// https://w3c.github.io/webrtc-stats/#dom-rtcmediasourcestats-trackidentifier
// META: spoils
// META: timeout=60

import { comesToShow, poster } from "../../lib/colours.js";

const MIDDLE = [[0.5, 0.5]];

export default async function (rtc) {
  const box = poster(rtc, "blue");
  const stream = await rtc.captureTab({ video: { width: { max: 320 } } });
  const [track] = stream.getVideoTracks();
  track.contentHint = "detail";
  let arrived;
  const arrival = new Promise((resolve) => (arrived = resolve));
  const [a] = await rtc.loopback({
    prepare(from, to) {
      to.addEventListener("track", (event) => arrived(event.track));
      from.addTrack(track, stream);
    },
  });
  const video = await rtc.play(await rtc.within(10000, arrival, "track event"));
  const firstColor = await comesToShow(rtc, video, MIDDLE, ["blue"], 12000);
  box.style.background = "rgb(30,160,60)";
  const secondColor = await comesToShow(rtc, video, MIDDLE, ["green"], 12000);
  const report = await a.getStats();
  const sent = [...report.values()].find(({ type, kind }) => type === "outbound-rtp" && kind === "video");
  const source = [...report.values()].find(({ type, kind }) => type === "media-source" && kind === "video");
  return {
    facts: {
      firstColor,
      secondColor,
      contentType: sent?.contentType ?? null,
      degradationPreference: a.getSenders()[0].getParameters().degradationPreference ?? null,
      mediaSourceReported: source !== undefined,
      trackIdentifierMatches: source?.trackIdentifier === track.id,
      frameWidthWithinMax: (sent?.frameWidth ?? 0) <= 320,
    },
    notes: { encoder: sent?.encoderImplementation, codec: sent?.codecId },
  };
}
