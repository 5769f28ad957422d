// Opus with and without `stereo=1` in SDP: the tones that are played in the left and right channel.
// https://www.rfc-editor.org/rfc/rfc7587#section-6.1
// META: timeout=60
const LEFT = 500;
const RIGHT = 1500;
const FFT = 4096;

function twoTones(rtc, audio) {
  const merger = new ChannelMergerNode(audio, { numberOfInputs: 2 });
  const out = new MediaStreamAudioDestinationNode(audio, { channelCount: 2 });
  [LEFT, RIGHT].forEach((frequency, channel) => {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(new GainNode(audio, { gain: 0.4 })).connect(merger, 0, channel);
    tone.start();
  });
  merger.connect(out);
  return out.stream.getAudioTracks()[0];
}

function withStereo(sdp) {
  const payload = /a=rtpmap:(\d+) opus/i.exec(sdp)?.[1];
  return sdp.replace(new RegExp(`(a=fmtp:${payload} .*)`), "$1;stereo=1;sprop-stereo=1");
}

async function call(rtc, track, change) {
  const [a, b] = rtc.pair();
  a.addTransceiver(track, { direction: "sendonly" });
  const early = [];
  b.addEventListener("icecandidate", ({ candidate }) => candidate && early.push(candidate));
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription({ type: "offer", sdp: change(a.localDescription.sdp) });
  const { sdp } = await b.createAnswer();
  await b.setLocalDescription({ type: "answer", sdp: change(sdp) });
  await a.setRemoteDescription(b.localDescription);
  await Promise.all(early.map((candidate) => a.addIceCandidate(candidate).catch(() => {})));
  await rtc.connected(b);
  return b.getReceivers()[0].track;
}

// The tones in each channel: "left", "right", "both" or "neither".
function carried(analyser) {
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(spectrum);
  const level = (hz) => spectrum[Math.round((hz * FFT) / analyser.context.sampleRate)];
  const [left, right] = [level(LEFT) > -60, level(RIGHT) > -60];
  if (left && right) return "both";
  return left || right ? (left ? "left" : "right") : "neither";
}

async function listen(rtc, audio, track) {
  const element = new Audio();
  rtc.cleanup(() => void (element.srcObject = null));
  Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
  element.play().catch(() => {});
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const splitter = new ChannelSplitterNode(audio, { numberOfOutputs: 2 });
  source.connect(splitter);
  const ears = [0, 1].map((channel) => {
    const analyser = new AnalyserNode(audio, { fftSize: FFT, smoothingTimeConstant: 0 });
    splitter.connect(analyser, channel);
    return analyser;
  });
  let last = "";
  let same = 0;
  const look = () => {
    const now = ears.map(carried).join();
    same = now === last && now !== "neither,neither" ? same + 1 : 0;
    last = now;
    return same >= 4;
  };
  await rtc.attempt(() => rtc.until(look, { ms: 20000, every: 120, label: "a tone in both audio channels" }));
  return last.split(",");
}

export default async function (rtc) {
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  const runs = await rtc.attempt(() => rtc.within(1500, audio.resume(), "AudioContext.resume()"));
  if (!runs.ok) rtc.unsupported("an AudioContext that runs");
  const track = twoTones(rtc, audio);
  const usual = await listen(rtc, audio, await call(rtc, track, (sdp) => sdp));
  const stereo = await listen(rtc, audio, await call(rtc, track, withStereo));
  return { facts: { usual, stereo } };
}
