// The part of `rtc` that detects the tone of an audio track or stream.
//
// A live AnalyserNode is fast but needs a running AudioContext. Some browsers run none on a machine without an audio output
// device. There the audio is recorded, decoded and analyzed offline, which needs no device.

// Hum and the leakage of the AnalyserNode are below the lower edge. No tone used here is above the upper edge.
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

// Compute the spectrum of one block of samples with an AnalyserNode that is read after rendering.
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

// Seconds at the end of a file in which a continuous tone must be present. An encoder may pad the very end.
const END = 1.2;

// Return the loudest tone of an audio file and that of its last second: {loudest, last}, each {hz, level} or null if
// silent. Reject if the file cannot be decoded.
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

  const started = (audio) => rtc.attempt(() => rtc.within(1000, audio.resume(), "AudioContext.resume()"));

  // Return a running AudioContext, or null if the browser runs none. The result is kept for the probe.
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
    await rtc.attempt(() => rtc.until(look, { ms, label: "the tone in the audio" }));
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
    await rtc.within(ms + 3000, stopped, "MediaRecorder stop event");
    return (await tonesOfRecording(new Blob(chunks, { type: recorder.mimeType }))).loudest;
  }

  // Return the frequency in Hz of the loudest tone within `ms`, or null if there is none.
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
