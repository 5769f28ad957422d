// RTCStatsType of getStats() in calls with audio, video or data alone, on hold, after transceiver.stop() and after close().
// https://w3c.github.io/webrtc-stats/#rtcstatstype-str*
// META: timeout=60
import { kindOf, reportsOf, unique } from "../../lib/reports.js";
import { describeEach, joinedPair } from "../../lib/peers.js";

// Types that depend on the machine's audio output or on the first RTCP report of the remote peer.
const BY_CHANCE = /^(media-playout|remote-|candidate-pair|remote-candidate|local-candidate)/;

const typesOf = async (pc) => unique((await reportsOf(pc)).map(kindOf)).filter((type) => !BY_CHANCE.test(type));

const rtp = (reports) => reports.filter(({ type }) => type === "inbound-rtp" || type === "outbound-rtp");

async function both(rtc, [a, b], moves) {
  await rtc.attempt(
    () => rtc.until(async () => moves(await reportsOf(a), await reportsOf(b)), { ms: 20000, every: 80, label: "increasing RTP counters" })
  );
  return { offerer: await typesOf(a), answerer: await typesOf(b) };
}

const streams = (count) => (near, far) => {
  const named = [...rtp(near), ...rtp(far)].filter(
    ({ codecId, packetsSent = 1, packetsReceived = 1 }) => codecId && packetsSent > 0 && packetsReceived > 0
  );
  return named.length >= count;
};

async function call(rtc, prepare, moves) {
  const ends = joinedPair(rtc);
  await prepare(...ends);
  await describeEach(...ends);
  await Promise.all(ends.map((pc) => rtc.connected(pc)));
  const types = await both(rtc, ends, moves);
  return { ends, types };
}

async function overAndOut(rtc, [a, b]) {
  const [transceiver] = a.getTransceivers();
  transceiver.direction = "inactive";
  await describeEach(a, b);
  const held = await typesOf(a);
  transceiver.stop();
  await describeEach(a, b);
  const gone = async () => rtp([...(await reportsOf(a)), ...(await reportsOf(b))]).length === 0;
  const without = await rtc.attempt(() => rtc.until(gone, { ms: 10000, every: 80, label: "no RTP streams in getStats()" }));
  const stopped = { offerer: await typesOf(a), answerer: await typesOf(b) };
  a.close();
  const closed = await rtc.attempt(() => rtc.within(3000, reportsOf(a), "getStats() of a closed RTCPeerConnection"));
  return {
    held, stopped, streamsGo: without.ok,
    closed: closed.ok ? unique(closed.value.map(kindOf)).filter((type) => !BY_CHANCE.test(type)) : closed.error.name,
  };
}

export default async function (rtc) {
  const fresh = rtc.connection();
  const facts = { fresh: await typesOf(fresh) };
  fresh.addTransceiver("audio");
  facts.unnegotiated = await typesOf(fresh);
  const data = await call(
    rtc, (a) => a.createDataChannel("kinds"), (near) => near.some(({ type, state }) => type === "data-channel" && state === "open")
  );
  facts.data = data.types;
  const tone = await rtc.toneTrack(700);
  facts.sound = (await call(rtc, (a) => a.addTransceiver(tone, { direction: "sendonly" }), streams(2))).types;
  const pictures = await call(rtc, (a) => a.addTransceiver(rtc.pictureTrack(), { direction: "sendonly" }), streams(2));
  facts.pictures = pictures.types;
  const receive = await call(rtc, (a, b) => {
    a.addTransceiver("video", { direction: "recvonly" });
    b.addTrack(rtc.pictureTrack());
  }, streams(2));
  facts.receiveOnly = receive.types;
  facts.over = await overAndOut(rtc, pictures.ends);
  return { facts };
}
