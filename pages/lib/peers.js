// What probes of connections share: outcomes in words, states in their order, descriptions handed over by hand.

// What becomes of an action: "accepted", or the name of its error.
export async function outcome(rtc, action) {
  const result = await rtc.attempt(action);
  return result.ok ? "accepted" : result.error.name;
}

// The outcomes of each action of {name: action}, one after the other.
export async function outcomes(rtc, actions) {
  const found = {};
  for (const [name, action] of Object.entries(actions)) found[name] = await outcome(rtc, action);
  return found;
}

const STATES = {
  signalingState: "signalingstatechange",
  iceGatheringState: "icegatheringstatechange",
  iceConnectionState: "iceconnectionstatechange",
  connectionState: "connectionstatechange",
};

// Every state of a connection from now on, in its order and without repeats: {signalingState: ["stable", ...], ...}.
export function recordStates(pc) {
  const states = {};
  for (const [member, type] of Object.entries(STATES)) {
    states[member] = [pc[member]];
    pc.addEventListener(type, () => pc[member] !== states[member].at(-1) && states[member].push(pc[member]));
  }
  return states;
}

// Hands candidates over where a test negotiates by hand: each waits until the other side has the description that it belongs
// to, for some browsers refuse those of a generation that they do not know yet.
function trickle(from, to) {
  const waiting = [];
  const known = ({ usernameFragment }) => to.remoteDescription
    && (!usernameFragment || to.remoteDescription.sdp.includes(`a=ice-ufrag:${usernameFragment}`));
  const pass = () => {
    if (to.signalingState === "closed") return;
    for (const candidate of waiting.splice(0)) {
      if (known(candidate)) to.addIceCandidate(candidate).catch(() => {});
      else waiting.push(candidate);
    }
  };
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate) return;
    waiting.push(candidate);
    pass();
  });
  to.addEventListener("signalingstatechange", pass);
}

// Two connections that hand each other their candidates, however they are negotiated.
export function joinedPair(rtc, configuration, other = configuration) {
  const ends = [rtc.connection(configuration), rtc.connection(other)];
  trickle(...ends);
  trickle(ends[1], ends[0]);
  return ends;
}

// Sets an offer of one connection and an answer of the other, with a hand in between: `change(description)` may alter what
// the other is told. It hands over no candidates: joinedPair does, or the descriptions carry them.
export async function describeEach(from, to, { change = (description) => description, options } = {}) {
  await from.setLocalDescription(await from.createOffer(options));
  await to.setRemoteDescription(change(from.localDescription));
  await to.setLocalDescription(await to.createAnswer());
  await from.setRemoteDescription(change(to.localDescription));
}

// Waits until a connection has gathered all its candidates.
export function gathered(rtc, pc, ms = 8000) {
  return rtc.until(() => pc.iceGatheringState === "complete", { ms, label: "the end of gathering" });
}

// A channel of either side on which a message of a really arrives at b, and back: {channel, echoed(), done()}.
export async function exchange(rtc, from, to, { ms = 12000, label = "exchange" } = {}) {
  const channel = from.createDataChannel(label);
  let echoed = false;
  to.addEventListener("datachannel", ({ channel: other }) => {
    if (other.label === label) other.addEventListener("message", ({ data }) => other.send(data));
  });
  channel.addEventListener("message", ({ data }) => (echoed ||= data === label));
  channel.addEventListener("open", () => channel.send(label));
  if (channel.readyState === "open") channel.send(label);
  return {
    channel,
    echoed: () => echoed,
    done: () => rtc.attempt(() => rtc.until(() => echoed, { ms, label: `a message there and back on ${label}` })).then(({ ok }) => ok),
  };
}

// The value of a session description's attribute, in each place where it stands: valuesOf(sdp, "ice-ufrag").
export function valuesOf(sdp, attribute) {
  return [...sdp.matchAll(new RegExp(`^a=${attribute}:(.*)\\r$`, "gm"))].map(([, value]) => value);
}
