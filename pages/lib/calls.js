// The part of `rtc` that makes calls between two connections of one page, and reads what getStats says of them.

import { markFromBrowser } from "./faults.js";

// Hands the candidates of one connection to the other; early ones wait until that has its remote description.
function feedCandidates(from, to) {
  const early = [];
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate && to.remoteDescription) to.addIceCandidate(candidate).catch(() => {});
    else if (candidate) early.push(candidate);
  });
  return () => Promise.all(early.splice(0).map((candidate) => to.addIceCandidate(candidate).catch(() => {})));
}

// A track that carries a moving picture of its own. A call that is about codecs must not depend on the one camera of
// the machine, which other pages open, reconfigure and close at the same time.
function drawTrack(cleanup, { width = 320, height = 240, framesPerSecond = 20 } = {}) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  let count = 0;
  const draw = () => {
    count += 1;
    context.fillStyle = `hsl(${(count * 7) % 360} 80% 60%)`;
    context.fillRect(0, 0, width, height);
    context.fillStyle = "white";
    context.fillRect((count * 9) % width, (count * 5) % height, width / 8, height / 6);
  };
  draw();
  const drawing = setInterval(draw, 1000 / framesPerSecond);
  cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  cleanup(() => track.stop());
  return track;
}

// What `make` throws is the browser's failure.
function madeByBrowser(make) {
  try {
    return make();
  } catch (error) {
    throw markFromBrowser(error);
  }
}

export default function calls({ rtc, cleanup, waiting }) {
  const flushes = new WeakMap();

  // An RTCPeerConnection that is closed after the probe.
  function connection(configuration) {
    if (typeof RTCPeerConnection !== "function") rtc.unsupported("RTCPeerConnection");
    const pc = madeByBrowser(() => new RTCPeerConnection(configuration));
    cleanup(() => pc.close());
    return pc;
  }

  // Two connections that hand each other their candidates; nothing is negotiated yet.
  function pair(configuration) {
    const a = connection(configuration);
    const b = connection(configuration);
    flushes.set(a, feedCandidates(a, b));
    flushes.set(b, feedCandidates(b, a));
    return [a, b];
  }

  // One offer of a and one answer of b. Gives both descriptions.
  async function negotiate(a, b) {
    await waiting("setting the offer", rtc.call(async () => a.setLocalDescription(await a.createOffer())));
    const offer = a.localDescription;
    await waiting("taking the offer", rtc.call(() => b.setRemoteDescription(offer)));
    await flushes.get(a)?.();
    await waiting("setting the answer", rtc.call(async () => b.setLocalDescription(await b.createAnswer())));
    const answer = b.localDescription;
    await waiting("taking the answer", rtc.call(() => a.setRemoteDescription(answer)));
    await flushes.get(b)?.();
    return { offer, answer };
  }

  // Waits until a connection is connected; rejects with "Deadline" where it never is.
  function connected(pc, ms = 15000) {
    return rtc.until(() => pc.connectionState === "connected", { ms, label: "the connection" });
  }

  // Two joined connections. `prepare(a, b)` adds what they carry before the offer; without it, a data channel.
  async function loopback({ configuration, prepare = (a) => a.createDataChannel("loopback"), ms = 15000 } = {}) {
    const [a, b] = pair(configuration);
    await prepare(a, b);
    await negotiate(a, b);
    await Promise.all([connected(a, ms), connected(b, ms)]);
    return [a, b];
  }

  // Asks getStats until look(reports) is truthy, and gives that. `reports` is an array; source a connection, sender or receiver.
  async function stats(source, look, ms = 10000) {
    const read = async () => look([...(await source.getStats()).values()]);
    return rtc.until(read, { ms, every: 60, label: "getStats" });
  }

  async function runs(audio) {
    const started = await rtc.attempt(() => rtc.within(5000, audio.resume(), "the audio context"));
    if (started.ok || !rtc.byHand) return started.ok;
    await rtc.activate();
    return (await rtc.attempt(() => rtc.within(5000, audio.resume(), "the audio context"))).ok;
  }

  // A track that carries a steady tone, so that what arrives can be told from noise. Where no AudioContext runs (a machine
  // without a loudspeaker is enough in some browsers) it is the microphone's.
  async function toneTrack(hz) {
    const audio = new AudioContext();
    cleanup(() => audio.close());
    if (!(await runs(audio))) {
      const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      return (await rtc.microphone(raw)).getAudioTracks()[0];
    }
    const source = new OscillatorNode(audio, { frequency: hz });
    const out = audio.createMediaStreamDestination();
    source.connect(new GainNode(audio, { gain: 0.5 })).connect(out);
    source.start();
    return out.stream.getAudioTracks()[0];
  }

  const pictureTrack = (options) => drawTrack(cleanup, options);

  return { connection, pair, negotiate, connected, loopback, stats, toneTrack, pictureTrack };
}
