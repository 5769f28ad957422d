// The part of `rtc` that connects two RTCPeerConnections of one page and reads their getStats().

import { markFromBrowser } from "./faults.js";

// Pass ICE candidates from one connection to the other. Early candidates wait for the remote description.
function feedCandidates(from, to) {
  const early = [];
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate && to.remoteDescription) to.addIceCandidate(candidate).catch(() => {});
    else if (candidate) early.push(candidate);
  });
  return () => Promise.all(early.splice(0).map((candidate) => to.addIceCandidate(candidate).catch(() => {})));
}

// Create a moving canvas track. A codec call must not depend on the machine's one camera, which other pages open,
// reconfigure and close at the same time.
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

// Attribute an exception of `make` to the browser.
function madeByBrowser(make) {
  try {
    return make();
  } catch (error) {
    throw markFromBrowser(error);
  }
}

export default function calls({ rtc, cleanup, waiting }) {
  const flushes = new WeakMap();

  // Create an RTCPeerConnection that is closed after the probe.
  function connection(configuration) {
    if (typeof RTCPeerConnection !== "function") rtc.unsupported("RTCPeerConnection");
    const pc = madeByBrowser(() => new RTCPeerConnection(configuration));
    cleanup(() => pc.close());
    return pc;
  }

  // Create two connections that exchange ICE candidates. Nothing is negotiated yet.
  function pair(configuration) {
    const a = connection(configuration);
    const b = connection(configuration);
    flushes.set(a, feedCandidates(a, b));
    flushes.set(b, feedCandidates(b, a));
    return [a, b];
  }

  // Exchange one offer of `a` and one answer of `b`. Return both descriptions.
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

  // Wait until `connectionState` is "connected". Reject with "Deadline" after `ms`.
  function connected(pc, ms = 15000) {
    return rtc.until(() => pc.connectionState === "connected", { ms, label: "connectionState connected" });
  }

  // Connect two connections. `prepare(a, b)` adds the media before the offer; the default adds a data channel.
  async function loopback({ configuration, prepare = (a) => a.createDataChannel("loopback"), ms = 15000 } = {}) {
    const [a, b] = pair(configuration);
    await prepare(a, b);
    await negotiate(a, b);
    await Promise.all([connected(a, ms), connected(b, ms)]);
    return [a, b];
  }

  // Poll getStats() until look(reports) is truthy and return that value. `reports` is an array. `source` is a connection,
  // sender or receiver.
  async function stats(source, look, ms = 10000) {
    const read = async () => look([...(await source.getStats()).values()]);
    return rtc.until(read, { ms, every: 60, label: "getStats" });
  }

  async function runs(audio) {
    const started = await rtc.attempt(() => rtc.within(5000, audio.resume(), "AudioContext.resume()"));
    if (started.ok || !rtc.byHand) return started.ok;
    await rtc.activate();
    return (await rtc.attempt(() => rtc.within(5000, audio.resume(), "AudioContext.resume()"))).ok;
  }

  // Create a track with a steady tone that can be distinguished from noise. If no AudioContext can run, which in some
  // browsers is so on a machine without an audio output device, return the microphone's track.
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
