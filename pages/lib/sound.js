// The part of `rtc` that listens: finds the tone that a track or stream carries.
//
// A live analyser is quick, but needs an AudioContext that runs, and some browsers run none where the machine has no
// loudspeaker. There the sound is recorded, decoded and analysed offline, which needs no device.

// Below the lower edge sit hum and the analyser's own leakage; no tone used here is above the upper one.
const TONE_BAND = { low: 100, high: 4000 };
const FFT_SIZE = 8192;
const SILENCE_DB = -75;
const PEAK_OVER_MEAN_DB = 20;
const QUIETEST_SAMPLE = 0.005;

function loudestTone(analyser) {
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(spectrum);
  const width = analyser.context.sampleRate / analyser.fftSize;
  const first = Math.floor(TONE_BAND.low / width);
  const last = Math.ceil(TONE_BAND.high / width);
  let peak = first;
  let sum = 0;
  for (let bin = first; bin <= last; bin += 1) {
    if (spectrum[bin] > spectrum[peak]) peak = bin;
    sum += Math.max(spectrum[bin], -140);
  }
  const level = spectrum[peak];
  const clear = level > SILENCE_DB && level - sum / (last - first + 1) > PEAK_OVER_MEAN_DB;
  return clear ? { hz: peak * width, level } : null;
}

function louder(one, other) {
  return !one || (other && other.level > one.level) ? other : one;
}

// The spectrum of one stretch of samples, by an analyser that is read when the rendering has ended.
async function analyse(samples, sampleRate) {
  const offline = new OfflineAudioContext(1, FFT_SIZE, sampleRate);
  const buffer = offline.createBuffer(1, FFT_SIZE, sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(offline, { buffer });
  const analyser = new AnalyserNode(offline, { fftSize: FFT_SIZE, smoothingTimeConstant: 0 });
  source.connect(analyser).connect(offline.destination);
  source.start();
  await offline.startRendering();
  return loudestTone(analyser);
}

// Seconds at the end of a file in which a tone that lasts has to be heard: a coder may pad the very end.
const END = 1.2;

// The loudest tone of a file with sound and that of its last second, {loudest, last}, each {hz, level} or null where it is
// silent. Rejects where nothing can be decoded.
export async function tonesOfRecording(blob) {
  const decoder = new OfflineAudioContext(1, FFT_SIZE, 48000);
  const decoded = await decoder.decodeAudioData(await blob.arrayBuffer());
  const samples = decoded.getChannelData(0);
  const end = samples.length - END * decoded.sampleRate;
  const found = { loudest: null, last: null };
  for (let start = 0; start + FFT_SIZE <= samples.length; start += FFT_SIZE) {
    const stretch = samples.slice(start, start + FFT_SIZE);
    if (!stretch.some((sample) => Math.abs(sample) > QUIETEST_SAMPLE)) continue;
    const tone = await analyse(stretch, decoded.sampleRate);
    found.loudest = louder(found.loudest, tone);
    if (start >= end) found.last = louder(found.last, tone);
  }
  return found;
}

export default function sound({ rtc, cleanup, byHand }) {
  let liveAudio = null;

  const started = (audio) => rtc.attempt(() => rtc.within(1000, audio.resume(), "the audio context"));

  // A running AudioContext, or null where the browser runs none; asked once per probe.
  async function runningAudio() {
    const audio = new AudioContext();
    cleanup(() => audio.close());
    if ((await started(audio)).ok) return audio;
    if (!byHand) return null;
    await rtc.activate();
    return (await started(audio)).ok ? audio : null;
  }

  async function listen(audio, stream, { ms, readings }) {
    const analyser = new AnalyserNode(audio, { fftSize: FFT_SIZE, smoothingTimeConstant: 0 });
    const source = audio.createMediaStreamSource(stream);
    source.connect(analyser);
    let best = null;
    let count = 0;
    const look = () => {
      const reading = loudestTone(analyser);
      count += reading ? 1 : 0;
      best = louder(best, reading);
      return count >= readings;
    };
    await rtc.attempt(() => rtc.until(look, { ms, label: "a tone" }));
    source.disconnect();
    return best;
  }

  async function record(stream, { ms }) {
    const recorder = new MediaRecorder(stream);
    const chunks = [];
    recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
    recorder.start();
    setTimeout(() => recorder.stop(), Math.min(ms, 1000));
    await rtc.within(ms + 3000, stopped, "the end of a recording");
    return (await tonesOfRecording(new Blob(chunks, { type: recorder.mimeType }))).loudest;
  }

  // The frequency, in Hz, of the loudest tone of a track or stream within `ms`; null where nothing is heard.
  async function tone(source, { ms = 3000, readings = 3 } = {}) {
    const tracks = source instanceof MediaStream ? source.getAudioTracks() : [source];
    const stream = new MediaStream(tracks);
    liveAudio ??= runningAudio();
    const audio = await liveAudio;
    const heard = audio ? await listen(audio, stream, { ms, readings }) : await record(stream, { ms });
    return heard ? heard.hz : null;
  }

  return { tone };
}
