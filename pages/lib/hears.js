// Detect which of several tones an audio file contains. The browser decodes the file, and each tone is detected separately.

const WINDOW = 8192;
// A tone must exceed the neighboring frequencies. The minimum amplitude excludes the near-silence that a codec produces.
const OVER_NEIGHBOURS = 6;
const SMALLEST = 0.004;
const NEIGHBOURS = [0.88, 1.13];

// Return the amplitude of one frequency in the samples (Goertzel algorithm with a Hann window).
function amplitude(samples, start, rate, hertz) {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [one, two] = [0, 0];
  for (let at = 0; at < WINDOW; at += 1) {
    const shade = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW);
    const next = samples[start + at] * shade + turn * one - two;
    [two, one] = [one, next];
  }
  return (Math.sqrt(Math.max(one * one + two * two - turn * one * two, 0)) * 4) / WINDOW;
}

function stands(samples, rate, hertz, from = 0) {
  for (let start = from; start + WINDOW <= samples.length; start += WINDOW) {
    const level = amplitude(samples, start, rate, hertz);
    const beside = Math.max(...NEIGHBOURS.map((share) => amplitude(samples, start, rate, hertz * share)));
    if (level > SMALLEST && level > beside * OVER_NEIGHBOURS) return true;
  }
  return false;
}

// Seconds at the end of a file in which a continuous tone must be present. An encoder may pad the very end.
const END = 1.2;

// Return {decoded, seconds, loudest, tones: {hertz: heard}, toTheEnd: {hertz: heard in the last second}}. `loudest` is the
// largest sample of any channel.
export async function tonesIn(rtc, blob, hertz) {
  const decoder = new OfflineAudioContext(1, WINDOW, 48000);
  const got = await rtc.attempt(async () => decoder.decodeAudioData(await blob.arrayBuffer()));
  const none = Object.fromEntries(hertz.map((each) => [each, false]));
  if (!got.ok) return { decoded: false, seconds: null, loudest: null, tones: none, toTheEnd: none };
  const sound = got.value;
  const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
  const heard = (from) => {
    const stand = (each) => channels.some((samples) => stands(samples, sound.sampleRate, each, from));
    return Object.fromEntries(hertz.map((each) => [each, stand(each)]));
  };
  const end = Math.max(0, Math.floor(sound.length - END * sound.sampleRate));
  const loudest = channels.reduce((most, samples) => samples.reduce((one, sample) => Math.max(one, Math.abs(sample)), most), 0);
  return { decoded: true, seconds: sound.duration, loudest, tones: heard(0), toTheEnd: heard(end) };
}
