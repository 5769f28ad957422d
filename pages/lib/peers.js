// Helpers for RTCPeerConnection probes: outcomes as words, state sequences, manual negotiation.

// Run an action and return "accepted" or the error name.
export async function outcome(rtc, action) {
  const result = await rtc.attempt(action);
  return result.ok ? "accepted" : result.error.name;
}

// Run each action of {name: action} in sequence and return the outcomes.
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

// Record every state of a connection from now on, in order and without repetition: {signalingState: ["stable", ...], ...}.
export function recordStates(pc) {
  const states = {};
  for (const [member, type] of Object.entries(STATES)) {
    states[member] = [pc[member]];
    pc.addEventListener(type, () => pc[member] !== states[member].at(-1) && states[member].push(pc[member]));
  }
  return states;
}

// Pass ICE candidates between manually negotiated connections. Each candidate waits until the other side has the
// description of its ICE generation, because some browsers reject candidates with an unknown ufrag.
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

// Create two connections that exchange ICE candidates, however they are negotiated.
export function joinedPair(rtc, configuration, other = configuration) {
  const ends = [rtc.connection(configuration), rtc.connection(other)];
  trickle(...ends);
  trickle(ends[1], ends[0]);
  return ends;
}

// Exchange one offer and one answer. `change(description)` may edit each description before it is set as the remote one.
// This passes no candidates: use joinedPair, or wait until the descriptions contain them.
export async function describeEach(from, to, { change = (description) => description, options } = {}) {
  await from.setLocalDescription(await from.createOffer(options));
  await to.setRemoteDescription(change(from.localDescription));
  await to.setLocalDescription(await to.createAnswer());
  await from.setRemoteDescription(change(to.localDescription));
}

// Wait until iceGatheringState is "complete".
export function gathered(rtc, pc, ms = 8000) {
  return rtc.until(() => pc.iceGatheringState === "complete", { ms, label: "iceGatheringState complete" });
}

// Open a data channel and send a message that the other side echoes: {channel, echoed(), done()}.
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
    done: () => rtc.attempt(() => rtc.until(() => echoed, { ms, label: `an echoed message on ${label}` })).then(({ ok }) => ok),
  };
}

// Return all values of an attribute in a session description: valuesOf(sdp, "ice-ufrag").
export function valuesOf(sdp, attribute) {
  return [...sdp.matchAll(new RegExp(`^a=${attribute}:(.*)\\r$`, "gm"))].map(([, value]) => value);
}
