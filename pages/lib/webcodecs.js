// Encode and decode video and audio of known content with WebCodecs, without a call.

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES = 4;
const PATIENCE = 20000;
const COLOURS = [[200, 40, 40], [40, 180, 60], [50, 60, 200]];
// Much more than a codec shifts a flat color, and much less than the difference between these colors.
const NEAR = 40;

export const PICTURE = { width: WIDTH, height: HEIGHT, bitrate: 500_000, framerate: 30 };

// Return the `supported` value of isConfigSupported(): true, false, or the error name. keep() receives the returned
// configuration.
export async function supported(rtc, type, config, keep = () => {}) {
  const asked = await rtc.attempt(() => type.isConfigSupported(config));
  if (asked.ok) keep(asked.value.config);
  return asked.ok ? asked.value.supported === true : asked.error.name;
}

function drawFrame(canvas, number) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const [red, green, blue] = COLOURS[number % COLOURS.length];
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return new VideoFrame(canvas, { timestamp: number * 40_000, duration: 40_000 });
}

// Create an encoder or decoder and record its output and its error. It is closed after the probe.
function makeCoder(rtc, type) {
  const made = { coder: null, given: [], error: null, metadata: null };
  made.coder = new type({
    output: (given, metadata) => {
      made.given.push(given);
      made.metadata ??= metadata?.decoderConfig ?? null;
    },
    error: (error) => (made.error = error.name),
  });
  rtc.cleanup(() => made.coder.state === "closed" || made.coder.close());
  return made;
}

async function flush(rtc, made) {
  const flushed = await rtc.attempt(() => rtc.within(PATIENCE, made.coder.flush(), "flush() of the encoder or decoder"));
  return made.error ?? (flushed.ok ? "flushed" : flushed.error.name);
}

async function encodeFrames(rtc, config) {
  const made = makeCoder(rtc, VideoEncoder);
  const configured = await rtc.attempt(async () => made.coder.configure(config));
  if (!configured.ok) return { ...made, outcome: configured.error.name };
  const canvas = new OffscreenCanvas(config.width, config.height);
  for (let number = 0; number < FRAMES && made.coder.state === "configured"; number += 1) {
    const frame = drawFrame(canvas, number);
    made.coder.encode(frame, { keyFrame: number === 0 });
    frame.close();
  }
  return { ...made, given: made.given, outcome: await flush(rtc, made), error: made.error, metadata: made.metadata };
}

async function colourOf(frame) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(frame, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

async function looksRight(frames) {
  for (const frame of frames) {
    const wanted = COLOURS[Math.round(frame.timestamp / 40_000) % COLOURS.length];
    const seen = await colourOf(frame);
    if (seen.some((value, channel) => Math.abs(value - wanted[channel]) > NEAR)) return false;
  }
  return frames.length > 0;
}

async function decodeFrames(rtc, chunks, config) {
  const made = makeCoder(rtc, VideoDecoder);
  const configured = await rtc.attempt(async () => made.coder.configure(config));
  if (!configured.ok) return { outcome: configured.error.name, frames: 0, right: false };
  for (const chunk of chunks) if (made.coder.state === "configured") made.coder.decode(chunk);
  const outcome = await flush(rtc, made);
  const right = await looksRight(made.given);
  const [first] = made.given;
  const said = first ? { size: `${first.displayWidth}x${first.displayHeight}`, format: first.format, matrix: first.colorSpace.matrix } : {};
  made.given.forEach((frame) => frame.close());
  return { outcome, frames: made.given.length, right, ...said };
}

// Encode and decode a few frames of known colors: {encoded, frames, firstIsKey, told, decoded: {outcome, frames, right,
// size, format, matrix}}. `right` is true if the decoded colors match.
export async function pictureRoundTrip(rtc, config) {
  const encoded = await encodeFrames(rtc, config);
  const facts = {
    encoded: encoded.given.length > 0 ? "yes" : encoded.outcome,
    frames: encoded.given.length,
    firstIsKey: encoded.given[0]?.type === "key",
    told: encoded.metadata ? { codec: encoded.metadata.codec, description: encoded.metadata.description !== undefined } : null,
  };
  if (!encoded.metadata) return { ...facts, decoded: { outcome: "nothing to decode", frames: 0, right: false } };
  return { ...facts, decoded: await decodeFrames(rtc, encoded.given, encoded.metadata) };
}

const TONE = 1000;
const SECONDS = 0.5;

function toneSamples({ sampleRate, numberOfChannels }) {
  const numberOfFrames = sampleRate * SECONDS;
  const data = new Float32Array(numberOfFrames * numberOfChannels);
  for (let at = 0; at < data.length; at += 1) data[at] = 0.5 * Math.sin((2 * Math.PI * TONE * (at % numberOfFrames)) / sampleRate);
  return new AudioData({ format: "f32-planar", sampleRate, numberOfFrames, numberOfChannels, timestamp: 0, data });
}

// Return the pitch of decoded audio, from the zero crossings of its middle part.
function pitchOf(pieces) {
  const all = pieces.filter(({ numberOfFrames }) => numberOfFrames > 0).flatMap((piece) => {
    const plane = new Float32Array(piece.numberOfFrames);
    piece.copyTo(plane, { planeIndex: 0, format: "f32-planar" });
    return [...plane];
  });
  const middle = all.slice(Math.floor(all.length / 4), Math.floor((all.length * 3) / 4));
  const crossings = middle.filter((sample, at) => at > 0 && sample >= 0 !== middle[at - 1] >= 0).length;
  return middle.length > 0 ? (crossings / 2 / middle.length) * pieces[0].sampleRate : null;
}

// Encode and decode a tone: {encoded, told, decoded, format, right}. `right` is true if the decoded tone matches.
export async function toneRoundTrip(rtc, config) {
  const encoder = makeCoder(rtc, AudioEncoder);
  const configured = await rtc.attempt(async () => encoder.coder.configure(config));
  if (!configured.ok) return { encoded: configured.error.name };
  const samples = toneSamples(config);
  encoder.coder.encode(samples);
  samples.close();
  const outcome = await flush(rtc, encoder);
  if (!encoder.metadata) return { encoded: outcome };
  const { codec, sampleRate, numberOfChannels, description } = encoder.metadata;
  const decoder = makeCoder(rtc, AudioDecoder);
  const taken = await rtc.attempt(async () => decoder.coder.configure(encoder.metadata));
  if (taken.ok) encoder.given.forEach((chunk) => decoder.coder.decode(chunk));
  const decoded = taken.ok ? await flush(rtc, decoder) : taken.error.name;
  const hz = decoder.given.length > 0 ? pitchOf(decoder.given) : null;
  const format = decoder.given[0]?.format ?? null;
  const frames = decoder.given.reduce((sum, { numberOfFrames }) => sum + numberOfFrames, 0);
  rtc.note(`tone of ${codec}`, { hz, frames, chunks: encoder.given.length });
  decoder.given.forEach((piece) => piece.close());
  return {
    encoded: "yes",
    told: { codec, sampleRate, numberOfChannels, description: description !== undefined },
    decoded,
    format,
    right: hz !== null && Math.abs(hz - TONE) < TONE / 20,
  };
}
