// Rooms of the SFU of the stage `janus`: a publisher sends once, and subscribers receive what the SFU forwards.

import { openSession } from "./janus.js";

const CONNECTED = 12000;

// Send local candidates to the server. The server's own candidates are in its descriptions.
function trickling(pc, handle) {
  pc.addEventListener("icecandidate", ({ candidate }) => handle.trickle(candidate?.candidate ? candidate.toJSON() : null).catch(() => {}));
}

const described = ({ type, sdp }, more) => ({ type, sdp, ...more });

// Create a publisher: {pc, id, joined, answer, handle, transceivers, configure(request), negotiate(request), leave()}. It
// resolves after the negotiation. ICE may still be connecting: use rtc.connected(pc). `pieces` are tracks, or {track,
// encodings, prepared(transceiver)}.
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

  // Offer the connection's current media with a publish or configure request and apply the answer.
  async function negotiate(body = { request: "publish" }) {
    await pc.setLocalDescription(await pc.createOffer());
    const answer = await handle.ask(body, described(pc.localDescription, encrypted ? { e2ee: true } : {}));
    await pc.setRemoteDescription(answer.jsep);
    return answer;
  }
  const answer = await negotiate({ request: "publish", ...request });
  const configure = (body) => handle.ask({ request: "configure", ...body });
  // Unpublish first: for a publisher that only leaves, this server (1.1) does not notify subscribers that its media ended
  const leave = async () => {
    await handle.ask({ request: "unpublish" });
    return handle.ask({ request: "leave" });
  };
  return { pc, id: data.id, joined: data, answer, handle, transceivers, negotiate, configure, leave };
}

// Create a subscriber: {pc, handle, tracks, streams, configure(streams), ask(body), offers()}. `tracks` is {kind: [track]}
// in order of arrival. Later offers of the server are answered automatically; offers() counts the answered ones.
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
  // A request whose reply contains an offer (subscribe, unsubscribe, configure with restart) is answered immediately
  async function ask(body) {
    const reply = await handle.ask(body);
    if (reply.jsep) await take(reply.jsep);
    return reply.data;
  }
  const configure = (body) => ask({ request: "configure", streams: [body] });
  return { pc, handle, tracks, streams: attached.data.streams, ask, configure, offers: () => answered };
}

// Create a room: {id, publish(pieces, options), subscribe(feeds, options), participants()}. The room is not shared with
// other probes. `wants` are the server's own room options: videocodec "vp8", audiocodec "opus", bitrate, ...
export async function openRoom(rtc, wants = {}) {
  const session = await openSession(rtc);
  const keeper = await session.attach();
  const made = await keeper.ask({ request: "create", publishers: 8, notify_joining: true, bitrate: 0, fir_freq: 0, ...wants });
  const { room } = made.data;
  const publish = async (pieces, options) => {
    const one = await publisherOf(rtc, session, room, pieces, options);
    await rtc.connected(one.pc, CONNECTED);
    // The page may be connected before the server is, and until then the server does not list the publisher
    await rtc.until(() => one.handle.events.some(({ janus }) => janus === "webrtcup"), { ms: CONNECTED, label: "webrtcup from the SFU" });
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
