// `MediaRecorder.isTypeSupported()` for containers and codecs, the empty string and invalid MIME types.
// https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported
const VIDEO_CONTAINERS = ["video/webm", "video/mp4", "video/x-matroska", "video/quicktime", "video/ogg"];
const VIDEO_CODECS = ["vp8", "vp9", "vp09.00.10.08", "h264", "avc1", "avc1.42E01E", "hvc1", "av1", "av01.0.04M.08"];
const VIDEO_PAIRS = ["vp8,opus", "vp9,opus", "avc1.42E01E,mp4a.40.2", "avc1.42E01E,opus", "av01.0.04M.08,opus", "vp8,pcm"];
const AUDIO_TYPES = [
  "audio/webm", "audio/webm;codecs=opus", "audio/webm;codecs=pcm", "audio/ogg", "audio/ogg;codecs=opus", "audio/ogg;codecs=vorbis",
  "audio/mp4", "audio/mp4;codecs=mp4a.40.2", "audio/mp4;codecs=opus", "audio/wav", "audio/mpeg", "audio/aac", "audio/flac",
];
const ODD = ["", "video/*", "text/plain", "video/webm;codecs=no-such-codec", "VIDEO/WEBM", "nonsense"];

export default async function (rtc) {
  if (typeof globalThis.MediaRecorder?.isTypeSupported !== "function") rtc.unsupported("MediaRecorder.isTypeSupported");
  const videoTypes = VIDEO_CONTAINERS.flatMap((container) => [
    container,
    ...[...VIDEO_CODECS, ...VIDEO_PAIRS].map((codecs) => `${container};codecs=${codecs}`),
  ]);
  const table = (types) => Object.fromEntries(types.map((type) => [type, MediaRecorder.isTypeSupported(type)]));
  return { facts: { video: table(videoTypes), audio: table(AUDIO_TYPES), odd: table(ODD) } };
}
