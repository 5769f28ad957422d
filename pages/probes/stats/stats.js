// getStats(): every RTCStatsType with its members and their JSON types, in a call with audio, video and a data channel.
// https://w3c.github.io/webrtc-stats/#rtcstatstype-str*
// META: timeout=90
const LATEST = 30000;
// Some members appear with the first RTCP reports, frames or seconds: the probe ends after so many reports in a row without a new
// member, while so many frames were decoded.
const QUIET_LOOKS = 6;
const QUIET_FRAMES = 10;
// Some need a second RTCP report on audio, which comes after 1 to 7 seconds; TCP candidates are not always gathered.
const BY_CHANCE = new RegExp([
  /^(remote-inbound-rtp audio|remote-outbound-rtp (audio|video))\.roundTripTime$/, /^inbound-rtp (audio|video)\.estimatedPlayoutTimestamp$/,
  /^(local|remote)-candidate\.tcpType$/,
].map(({ source }) => source).join("|"));

const kindOf = (value) => (Array.isArray(value) ? "list" : typeof value);

// "inbound-rtp video": audio and video have different members.
const nameOf = ({ type, kind }) => (kind ? `${type} ${kind}` : type);

// Collects the members of the reports; returns how many are new.
function note(seen, reports) {
  let news = 0;
  for (const report of reports) {
    const members = (seen[nameOf(report)] ??= {});
    for (const [name, value] of Object.entries(report)) {
      news += name in members ? 0 : 1;
      members[name] ??= kindOf(value);
    }
  }
  return news;
}

function hasReports(seen) {
  const both = (type) => seen[`${type} audio`] && seen[`${type} video`];
  return ["inbound-rtp", "outbound-rtp", "remote-inbound-rtp", "remote-outbound-rtp"].every(both)
    && "roundTripTime" in seen["remote-inbound-rtp video"];
}

const decoded = (reports) => reports.find(({ type, kind }) => type === "inbound-rtp" && kind === "video")?.framesDecoded ?? 0;

// Members that do not always appear are notes, the others facts.
function withoutChance(seen) {
  const facts = {};
  for (const [type, members] of Object.entries(seen)) {
    facts[type] = Object.fromEntries(Object.entries(members).filter(([name]) => !BY_CHANCE.test(`${type}.${name}`)));
  }
  return facts;
}

export default async function (rtc) {
  // encoderImplementation and decoderImplementation exist only while the page captures.
  const microphone = await rtc.microphone();
  const stream = new MediaStream([rtc.pictureTrack({ width: 640, height: 360 }), ...microphone.getAudioTracks()]);
  const [a, b] = await rtc.loopback({
    prepare: (pc, other) => {
      stream.getTracks().forEach((track) => pc.addTrack(track, stream));
      other.addEventListener("track", ({ track }) => track.kind === "video" && rtc.play(track).catch(() => {}));
      pc.createDataChannel("stats");
    },
  });
  const seen = {};
  let [quiet, since] = [0, 0];
  const started = performance.now();
  const look = async () => {
    const reports = [...(await a.getStats()).values(), ...(await b.getStats()).values()];
    const news = note(seen, reports);
    const shown = decoded(reports);
    if (news > 0 || !hasReports(seen)) [quiet, since] = [0, shown];
    else quiet += 1;
    return quiet > QUIET_LOOKS && shown - since >= QUIET_FRAMES;
  };
  const complete = await rtc.attempt(() => rtc.until(look, { ms: LATEST, every: 100, label: "every type of statistics" }));
  return { facts: withoutChance(seen), notes: { complete: complete.ok, seen, milliseconds: Math.round(performance.now() - started) } };
}
