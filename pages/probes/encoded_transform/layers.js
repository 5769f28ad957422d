// Reads the frames of three simulcast layers in one `RTCRtpSender.transform`: SSRCs, sizes, metadata.
// https://w3c.github.io/webrtc-encoded-transform/#RTCEncodedVideoFrameMetadata-members
// META: stage=janus
// META: timeout=90
import { layeredRoom } from "../../lib/forwarded_layers.js";
import { sees } from "../../lib/numbered.js";
import { transformer } from "../../lib/transforms.js";

export default async function (rtc) {
  const maker = await transformer(rtc);
  let pipe = null;
  const { publisher, watch, allSent } = await layeredRoom(rtc, {
    configuration: maker.configuration,
    transform: (sender) => (pipe = maker.put(sender, { does: "pass" })),
  });
  const seen = await sees(rtc, watch);
  const { seen: frames } = await pipe.seen(true);
  const streams = [...(await publisher.pc.getStats()).values()].filter(({ type, rid }) => type === "outbound-rtp" && rid);
  const sources = [...new Set(frames.map(({ metadata }) => metadata.synchronizationSource))];
  const keys = frames.filter(({ type }) => type === "key");
  const sizes = [...new Set(keys.map(({ metadata }) => `${metadata.width}x${metadata.height}`))].sort();
  rtc.note("first frames", frames.slice(0, 6));
  return {
    facts: {
      allSent,
      seen,
      sources: sources.length,
      sourcesAreTheStreams: sources.length > 0 && sources.every((ssrc) => streams.some((stream) => stream.ssrc === ssrc)),
      sizes: frames.some(({ metadata }) => metadata.width !== undefined) ? sizes : null,
      members: [...new Set(frames.flatMap(({ metadata }) => Object.keys(metadata)))].filter((name) => /rid|index/i.test(name)).sort(),
    },
  };
}
