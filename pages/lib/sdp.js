// Parse session descriptions: media sections with their codecs in order, header extensions and feedback. Read-only.

function read(lines, prefix) {
  return lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
}

function byPayload(lines, prefix) {
  return read(lines, prefix).reduce((found, line) => {
    const [payload, ...rest] = line.split(" ");
    return found.set(payload, [...(found.get(payload) ?? []), rest.join(" ")]);
  }, new Map());
}

// Payload type numbers vary between browsers: "apt=96" is written with the codec that 96 stands for.
function withoutPayloads(parameters, names) {
  return parameters.replace(/apt=(\d+)/, (_, payload) => `apt=${names.get(payload) ?? "?"}`).replace(/^\d+(\/\d+)+$/, (list) =>
    list.split("/").map((payload) => names.get(payload) ?? "?").join("/"));
}

function codecsOf(lines, kind) {
  const names = new Map([...byPayload(lines, "a=rtpmap:")].map(([payload, [name]]) => [payload, name]));
  const parameters = byPayload(lines, "a=fmtp:");
  const feedback = byPayload(lines, "a=rtcp-fb:");
  const everywhere = feedback.get("*") ?? [];
  return lines[0].split(" ").slice(3).map((payload) => ({
    name: `${kind}/${names.get(payload) ?? payload}`,
    parameters: withoutPayloads((parameters.get(payload) ?? [""])[0], names),
    feedback: [...(feedback.get(payload) ?? []), ...everywhere],
  }));
}

// Return the media sections in order: {kind, rejected, protocol, direction, codecs, extensions, lines}. codecs: [{name:
// "video/VP8/90000", parameters, feedback}] in the order of the m-line. extensions: URIs in order.
export function sectionsOf(sdp) {
  const sections = sdp.split(/\r\nm=/).slice(1).map((text) => text.split("\r\n"));
  return sections.map((lines) => {
    const [kind, port, protocol] = lines[0].split(" ");
    return {
      kind,
      rejected: port === "0" && !lines.includes("a=bundle-only"),
      protocol,
      direction: ["sendrecv", "sendonly", "recvonly", "inactive"].find((one) => lines.includes(`a=${one}`)) ?? null,
      codecs: kind === "application" ? [] : codecsOf(lines, kind),
      extensions: read(lines, "a=extmap:").map((line) => line.split(" ").slice(1).join(" ")),
      lines,
    };
  });
}

// Return the codec names of the first media section in order: ["VP8", "rtx", ...].
export function codecNames(sdp) {
  return (sectionsOf(sdp)[0]?.codecs ?? []).map((codec) => codec.name.split("/")[1]);
}

// Attributes whose values are generated for each description. Only their form is kept.
const MADE_UP = {
  "ice-ufrag": "*", "ice-pwd": "*", mid: "*", msid: "*", ssrc: "*", "ssrc-group": "*", candidate: "*",
  group: "BUNDLE *", "msid-semantic": "WMS *",
};
const IN_CODECS = ["rtpmap", "fmtp", "rtcp-fb", "extmap"];

// Return the attributes of some lines as {name: value}: the first value if one occurs several times, "" for flags, and "*"
// for generated values. Codecs and header extensions are left to sectionsOf.
export function attributesOf(lines) {
  const found = {};
  for (const line of read(lines, "a=")) {
    const [name, ...rest] = line.split(":");
    const value = rest.join(":");
    if (!IN_CODECS.includes(name)) found[name] ??= MADE_UP[name] ?? (name === "fingerprint" ? value.split(" ")[0] : value);
  }
  return found;
}
