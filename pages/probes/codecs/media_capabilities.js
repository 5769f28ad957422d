// `encodingInfo()` and `decodingInfo()` with type "webrtc": codecs that MediaCapabilities reports as supported.
// https://w3c.github.io/media-capabilities/#dom-mediadecodingtype-webrtc
const VIDEO = [
  "video/VP8", "video/VP9", "video/VP9;profile-id=0", "video/VP9;profile-id=1", "video/VP9;profile-id=2", "video/VP9;profile-id=3",
  "video/H264;packetization-mode=1;profile-level-id=42e01f", "video/H264;packetization-mode=0;profile-level-id=42e01f",
  "video/H264;packetization-mode=1;profile-level-id=64001f", "video/H265", "video/AV1", "video/no-such-codec",
];
const AUDIO = ["audio/opus", "audio/PCMU", "audio/PCMA", "audio/G722", "audio/red", "audio/no-such-codec"];
const SIZE = { width: 640, height: 480, bitrate: 800000, framerate: 30 };

async function supported(rtc, ask, configuration) {
  const asked = await rtc.attempt(() => ask.call(navigator.mediaCapabilities, { type: "webrtc", ...configuration }));
  return asked.ok ? asked.value.supported : asked.error.name;
}

async function table(rtc, ask) {
  const rows = {};
  for (const contentType of VIDEO) rows[contentType] = await supported(rtc, ask, { video: { contentType, ...SIZE } });
  for (const contentType of AUDIO) rows[contentType] = await supported(rtc, ask, { audio: { contentType } });
  return rows;
}

export default async function (rtc) {
  const capabilities = navigator.mediaCapabilities;
  if (!capabilities?.encodingInfo) rtc.unsupported("navigator.mediaCapabilities.encodingInfo");
  return { facts: { encoding: await table(rtc, capabilities.encodingInfo), decoding: await table(rtc, capabilities.decodingInfo) } };
}
