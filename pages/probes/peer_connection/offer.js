// SDP of createOffer() by default, m-line by m-line: codecs, a=fmtp, a=rtcp-fb, a=extmap, a=rtcp-mux.
// https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1
import { sectionsOf } from "../../lib/sdp.js";

const EXTRAS = ["rtx", "red", "ulpfec", "flexfec-03", "telephone-event", "CN"];

function describe(section) {
  const names = section.codecs.map(({ name }) => name.split("/")[1]);
  return {
    protocol: section.protocol,
    codecs: section.codecs,
    headerExtensions: section.extensions,
    extras: Object.fromEntries(EXTRAS.map((name) => [name, names.includes(name)])),
    rtcpMux: section.lines.includes("a=rtcp-mux"),
    rtcpReducedSize: section.lines.includes("a=rtcp-rsize"),
    extmapAllowMixed: section.lines.includes("a=extmap-allow-mixed"),
  };
}

export default async function (rtc) {
  const pc = rtc.connection();
  for (const kind of ["audio", "video"]) pc.addTransceiver(kind, { direction: "sendrecv" });
  pc.createDataChannel("offer");
  const { sdp } = await pc.createOffer();
  const [audio, video, application] = sectionsOf(sdp);
  const sessionPart = sdp.slice(0, sdp.indexOf("\r\nm="));
  return {
    facts: {
      kinds: sectionsOf(sdp).map(({ kind }) => kind),
      bundled: (/a=group:BUNDLE (.*)/.exec(sessionPart)?.[1] ?? "").trim().split(" ").filter(Boolean).length,
      extmapAllowMixed: /a=extmap-allow-mixed/.test(sessionPart),
      audio: describe(audio),
      video: describe(video),
      application: { protocol: application.protocol, sctpPort: application.lines.some((line) => line.startsWith("a=sctp-port:")) },
    },
    notes: { sdp },
  };
}
