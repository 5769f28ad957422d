// VideoEncoder, VideoDecoder, VideoFrame, AudioData and MediaCapabilities: members read of their configurations.
// https://w3c.github.io/webcodecs/#configurations
import { readsOf } from "../../lib/reads.js";

const AUDIO = { codec: "opus", sampleRate: 48000, numberOfChannels: 1 };
const VIDEO = { codec: "vp8", width: 64, height: 48 };
const NEEDED = { VideoEncoder: VIDEO, VideoDecoder: VIDEO, AudioEncoder: AUDIO, AudioDecoder: AUDIO };

function coders(rtc) {
  const calls = {};
  for (const [name, values] of Object.entries(NEEDED)) {
    const type = globalThis[name];
    if (!type) continue;
    calls[`${name} isConfigSupported`] = [(config) => type.isConfigSupported(config), { values }];
    calls[`${name} configure`] = [(config) => {
      const coder = new type({ output: () => {}, error: () => {} });
      rtc.cleanup(() => coder.state === "closed" || coder.close());
      return coder.configure(config);
    }, { values }];
  }
  return calls;
}

function frames(rtc) {
  if (!globalThis.VideoFrame) return {};
  const canvas = new OffscreenCanvas(4, 4);
  canvas.getContext("2d");
  const pixels = new Uint8Array(64);
  const inside = { layout: { values: { offset: 0, stride: 16 } } };
  const needed = { format: "RGBA", codedWidth: 4, codedHeight: 4, timestamp: 0 };
  const kept = (frame) => void rtc.cleanup(() => frame.close());
  const frame = new VideoFrame(pixels, needed);
  kept(frame);
  return {
    "VideoFrame of an image": [(init) => kept(new VideoFrame(canvas, init)), { values: { timestamp: 0 }, inside }],
    "VideoFrame of bytes": [(init) => kept(new VideoFrame(pixels, init)), { values: needed, inside }],
    "VideoFrame copyTo": [(options) => frame.copyTo(pixels, options), { inside }],
    "VideoFrame allocationSize": [(options) => frame.allocationSize(options), { inside }],
    "VideoEncoder encode": [(options) => encoding(rtc, frame, options)],
  };
}

function encoding(rtc, frame, options) {
  const encoder = new VideoEncoder({ output: () => {}, error: () => {} });
  rtc.cleanup(() => encoder.state === "closed" || encoder.close());
  encoder.configure(VIDEO);
  encoder.encode(frame, options);
}

function sound(rtc) {
  if (!globalThis.AudioData) return {};
  const bytes = new Float32Array(8);
  const whole = { format: "f32", sampleRate: 48000, numberOfFrames: 8, numberOfChannels: 1, timestamp: 0 };
  const samples = new AudioData({ ...whole, data: bytes });
  rtc.cleanup(() => samples.close());
  return { "AudioData copyTo": [(options) => samples.copyTo(bytes, options), { values: { planeIndex: 0 } }] };
}

function capabilities() {
  const asker = navigator.mediaCapabilities;
  if (!asker) return {};
  const video = { values: { contentType: "video/VP8", width: 64, height: 48, bitrate: 1000, framerate: 30 } };
  const audio = { values: { contentType: "audio/opus" } };
  const keySystemConfiguration = { values: { keySystem: "org.w3.clearkey" } };
  const plan = { values: { type: "webrtc" }, inside: { video, audio, keySystemConfiguration } };
  return {
    encodingInfo: asker.encodingInfo && [(configuration) => asker.encodingInfo(configuration), plan],
    decodingInfo: [(configuration) => asker.decodingInfo(configuration), plan],
  };
}

export default async function (rtc) {
  return { facts: readsOf({ ...coders(rtc), ...frames(rtc), ...sound(rtc), ...capabilities() }) };
}
