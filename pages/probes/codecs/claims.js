// Codec support as reported by `getCapabilities()`, MediaCapabilities, `canPlayType()` and `isTypeSupported()`.
// https://w3c.github.io/media-capabilities/#media-capabilities-interface
import { capabilitiesOf, nameOf } from "../../lib/codecs.js";

const SIZE = { width: 640, height: 360, bitrate: 800000, framerate: 30 };
const SOUND = { channels: "2", bitrate: 64000, samplerate: 48000 };
const FILES = {
  "VP8 in WebM": "video/webm;codecs=vp8",
  "VP9 in WebM": "video/webm;codecs=vp09.00.10.08",
  "AV1 in WebM": "video/webm;codecs=av01.0.04M.08",
  "H264 in MP4": "video/mp4;codecs=avc1.42E01E", "H264 high in MP4": "video/mp4;codecs=avc1.64001F",
  "VP9 in MP4": "video/mp4;codecs=vp09.00.10.08", "AV1 in MP4": "video/mp4;codecs=av01.0.04M.08",
  "H265 in MP4": "video/mp4;codecs=hvc1.1.6.L93.B0", "H264 in Matroska": "video/x-matroska;codecs=avc1.42E01E",
  "Opus in WebM": "audio/webm;codecs=opus", "Opus in MP4": "audio/mp4;codecs=opus", "Opus in Ogg": "audio/ogg;codecs=opus",
  "AAC in MP4": "audio/mp4;codecs=mp4a.40.2", "FLAC": "audio/flac", "MP3": "audio/mpeg", "PCM": "audio/wav;codecs=1",
};
const NOT_ASKED = /\/(rtx|red|ulpfec|flexfec-03|telephone-event|CN)$/i;

// true, false, or the name of the error.
async function ask(rtc, method, type, contentType, kind) {
  const quality = kind === "video" ? SIZE : SOUND;
  const described = { [kind]: { contentType, ...(type === "webrtc" && kind === "audio" ? {} : quality) } };
  const asked = await rtc.attempt(() => navigator.mediaCapabilities[method]({ type, ...described }));
  return asked.ok ? asked.value.supported : asked.error.name;
}

// The contentType of a codec of getCapabilities().
function contentTypeOf({ mimeType, sdpFmtpLine }) {
  return [mimeType, ...(sdpFmtpLine?.split(";") ?? [])].join(";");
}

async function inCalls(rtc, kind) {
  const sides = { sends: RTCRtpSender, receives: RTCRtpReceiver };
  const methods = { sends: "encodingInfo", receives: "decodingInfo" };
  const codecs = {};
  for (const [way, side] of Object.entries(sides)) {
    for (const codec of capabilitiesOf(rtc, side, kind).filter(({ mimeType }) => !NOT_ASKED.test(mimeType))) {
      (codecs[nameOf(codec)] ??= {})[way] = true;
      codecs[nameOf(codec)][`mediaCapabilities ${way}`] = await ask(rtc, methods[way], "webrtc", contentTypeOf(codec), kind);
    }
  }
  return codecs;
}

async function inFiles(rtc) {
  const files = {};
  for (const [name, type] of Object.entries(FILES)) {
    const kind = type.split("/")[0];
    files[name] = {
      plays: document.createElement(kind).canPlayType(type) || "no",
      "mediaCapabilities plays": await ask(rtc, "decodingInfo", "file", type, kind),
      "media source takes": globalThis.MediaSource?.isTypeSupported(type) ?? null,
      records: globalThis.MediaRecorder?.isTypeSupported(type) ?? null,
      "mediaCapabilities records": await ask(rtc, "encodingInfo", "record", type, kind),
    };
  }
  return files;
}

function contradictions(calls, files) {
  const found = {};
  for (const [name, told] of Object.entries(calls)) {
    for (const way of ["sends", "receives"]) {
      if (told[way] && told[`mediaCapabilities ${way}`] !== true) found[`${way} ${name}`] = "mediaCapabilities denies it";
    }
  }
  for (const [name, told] of Object.entries(files)) {
    if (told["mediaCapabilities plays"] === true && told.plays === "no") found[`plays ${name}`] = "canPlayType denies it";
    if (told["mediaCapabilities plays"] === false && told.plays !== "no") found[`plays ${name}`] = "mediaCapabilities denies it";
    if (told.records === true && told["mediaCapabilities records"] === false) found[`records ${name}`] = "mediaCapabilities denies it";
    if (told.records === false && told["mediaCapabilities records"] === true) found[`records ${name}`] = "MediaRecorder denies it";
  }
  return found;
}

export default async function (rtc) {
  if (!navigator.mediaCapabilities?.encodingInfo) rtc.unsupported("navigator.mediaCapabilities.encodingInfo");
  const video = await inCalls(rtc, "video");
  const audio = await inCalls(rtc, "audio");
  const files = await inFiles(rtc);
  return { facts: { video, audio, files, contradictions: contradictions({ ...video, ...audio }, files) } };
}
