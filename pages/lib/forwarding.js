// Rooms of the forwarding server of the stage `janus`: who publishes sends once, who subscribes gets what the server forwards.

import { openSession } from "./janus.js";

const CONNECTED = 12000;

// Hands our candidates to the server; those of the server stand in its descriptions.
function trickling(pc, handle) {
  pc.addEventListener("icecandidate", ({ candidate }) => handle.trickle(candidate?.candidate ? candidate.toJSON() : null).catch(() => {}));
}

const described = ({ type, sdp }, more) => ({ type, sdp, ...more });

// One who publishes: {pc, id, handle, transceivers, configure(request), negotiate(request), leave()}. The negotiation has
// run when it resolves, the connection may still come: rtc.connected(pc). `pieces` are tracks, or {track, codec, encodings,
// prepared(transceiver)}.
async function publisherOf(rtc, session, room, pieces, { configuration, prepare = () => {}, encrypted = false, request = {} } = {}) {
  const handle = await session.attach();
  const { data } = await handle.ask({ request: "join", ptype: "publisher", room });
  const pc = rtc.connection(configuration);
  trickling(pc, handle);
  const transceivers = pieces.map((piece) => {
    const { track, encodings, prepared } = piece instanceof MediaStreamTrack ? { track: piece } : piece;
    const transceiver = pc.addTransceiver(track, { direction: "sendonly", ...(encodings ? { sendEncodings: encodings } : {}) });
    prepared?.(transceiver);
    return transceiver;
  });
  await prepare(pc);

  // Offers what the connection has now, as a configuration of what is published, and takes the answer.
  async function negotiate(body = { request: "publish" }) {
    await pc.setLocalDescription(await pc.createOffer());
    const answer = await handle.ask(body, described(pc.localDescription, encrypted ? { e2ee: true } : {}));
    await pc.setRemoteDescription(answer.jsep);
    return answer;
  }
  const answer = await negotiate({ request: "publish", ...request });
  const configure = (body) => handle.ask({ request: "configure", ...body });
  // Taken back first: of one who merely leaves, this server (1.1) tells nobody that their pictures have ended
  const leave = async () => {
    await handle.ask({ request: "unpublish" });
    return handle.ask({ request: "leave" });
  };
  return { pc, id: data.id, joined: data, answer, handle, transceivers, negotiate, configure, leave };
}

// One who subscribes: {pc, handle, tracks, configure(streams), ask(body), offers()}. `tracks` is {kind: [track]} in the order
// in which they came. Offers that the server makes later are answered by themselves; offers() counts those answered.
async function subscriberOf(rtc, session, room, feeds, { configuration, taken = () => {}, prepare = () => {}, streams = null } = {}) {
  const handle = await session.attach();
  const pc = rtc.connection(configuration);
  trickling(pc, handle);
  const tracks = { audio: [], video: [] };
  pc.addEventListener("track", ({ track, receiver }) => {
    tracks[track.kind].push(track);
    taken(receiver);
  });
  await prepare(pc);
  let answered = 0;
  async function take(jsep) {
    await pc.setRemoteDescription(jsep);
    await pc.setLocalDescription(await pc.createAnswer());
    await handle.ask({ request: "start" }, described(pc.localDescription));
    answered += 1;
  }
  const wanted = streams ?? feeds.map((feed) => ({ feed }));
  const attached = await handle.ask({ request: "join", ptype: "subscriber", room, use_msid: true, streams: wanted });
  handle.on(({ jsep }) => jsep?.type === "offer" && take(jsep).catch((error) => rtc.note("later offer", String(error))));
  await take(attached.jsep);
  // A request whose answer brings an offer with it (subscribe, unsubscribe, configure with restart) is answered at once
  async function ask(body) {
    const reply = await handle.ask(body);
    if (reply.jsep) await take(reply.jsep);
    return reply.data;
  }
  const configure = (body) => ask({ request: "configure", streams: [body] });
  return { pc, handle, tracks, streams: attached.data.streams, ask, configure, offers: () => answered };
}

// A room of its own: {id, publish(pieces, options), subscribe(feeds, options), participants()}; destroyed after the probe.
// `wants` are the server's words for a room: videocodec "vp8", audiocodec "opus", bitrate, ...
export async function openRoom(rtc, wants = {}) {
  const session = await openSession(rtc);
  const keeper = await session.attach();
  const made = await keeper.ask({ request: "create", publishers: 8, notify_joining: true, bitrate: 0, fir_freq: 0, ...wants });
  const { room } = made.data;
  const publish = async (pieces, options) => {
    const one = await publisherOf(rtc, session, room, pieces, options);
    await rtc.connected(one.pc, CONNECTED);
    // We may be connected before the server is, and till then it has no such publisher
    await rtc.until(() => one.handle.events.some(({ janus }) => janus === "webrtcup"), { ms: CONNECTED, label: "the server's end" });
    return one;
  };
  const subscribe = async (feeds, options) => {
    const one = await subscriberOf(rtc, session, room, feeds, options);
    await rtc.connected(one.pc, CONNECTED);
    return one;
  };
  const participants = async () => (await keeper.ask({ request: "listparticipants", room })).data.participants;
  return { id: room, publish, subscribe, participants };
}
