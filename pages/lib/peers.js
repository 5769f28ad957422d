// One side of a call between two browsers: descriptions and candidates go through `rtc.signal`.

// A connection of this page whose candidates go to the other one and whose early candidates wait for the description.
function joined(rtc, configuration) {
  const pc = rtc.connection(configuration);
  const early = [];
  const add = (candidate) => pc.addIceCandidate(candidate).catch(() => {});
  pc.addEventListener("icecandidate", ({ candidate }) => candidate && rtc.signal.send("candidate", candidate.toJSON()));
  rtc.signal.on("candidate", (candidate) => (pc.remoteDescription ? add(candidate) : early.push(candidate)));
  return { pc, flush: () => Promise.all(early.splice(0).map(add)) };
}

// Calls the other page or is called by it, as this page's role says: the connection, once it is connected.
// `prepare(pc)` adds what this side sends before anything is negotiated, `change(description)` may alter the SDP of what
// the other side said before it is set. Rejects with "Deadline" where no connection comes about.
export async function callOther(rtc, { configuration, prepare = () => {}, change = (sdp) => sdp, ms = 12000 } = {}) {
  const { pc, flush } = joined(rtc, configuration);
  const take = async ({ type, sdp }) => {
    await pc.setRemoteDescription({ type, sdp: change(sdp) });
    await flush();
  };
  const say = async (description) => {
    await pc.setLocalDescription(description);
    rtc.signal.send(description.type, { type: description.type, sdp: pc.localDescription.sdp });
  };
  if (rtc.role === "offerer") {
    await prepare(pc);
    await say(await pc.createOffer());
    await take(await rtc.signal.next("answer"));
  } else {
    const offer = await rtc.signal.next("offer");
    await take(offer);
    await prepare(pc);
    await say(await pc.createAnswer());
  }
  await rtc.connected(pc, ms);
  return pc;
}

// The track of a kind that the other side sends, as soon as there is one.
export async function trackOf(rtc, pc, kind, ms = 5000) {
  const find = () => pc.getReceivers().map(({ track }) => track).find((track) => track?.kind === kind);
  return rtc.until(find, { ms, label: `a track of ${kind}` });
}
