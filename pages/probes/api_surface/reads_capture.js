// getUserMedia(), getDisplayMedia(), applyConstraints(), MediaRecorder and permissions.query(): dictionary members read.
// https://webidl.spec.whatwg.org/#js-dictionary
import { ENOUGH, readsOf } from "../../lib/reads.js";

// `advanced` is read last in this dictionary: a call that ends there opens no device.
const CONSTRAINTS = { values: { advanced: ENOUGH } };
const NAMES = ["camera", "microphone", "push", "midi", "top-level-storage-access"];

function capturing(devices) {
  const inside = { video: CONSTRAINTS, audio: CONSTRAINTS };
  const pictures = globalThis.documentPictureInPicture;
  return {
    getUserMedia: [(options) => devices.getUserMedia(options), { inside }],
    getDisplayMedia: devices.getDisplayMedia && [(options) => devices.getDisplayMedia(options), { values: { video: false }, inside }],
    selectAudioOutput: devices.selectAudioOutput && [(options) => devices.selectAudioOutput(options)],
    "documentPictureInPicture requestWindow": pictures && [(options) => pictures.requestWindow(options)],
    "mediaSession setPositionState": navigator.mediaSession && [(state) => navigator.mediaSession.setPositionState(state)],
    setCaptureHandleConfig: devices.setCaptureHandleConfig && [(options) => devices.setCaptureHandleConfig(options)],
  };
}

function tracks(rtc) {
  const track = rtc.pictureTrack();
  const photo = globalThis.ImageCapture && new ImageCapture(track);
  const stream = new MediaStream([track]);
  return {
    applyConstraints: [(constraints) => track.applyConstraints(constraints)],
    "ImageCapture takePhoto": photo && [(settings) => photo.takePhoto(settings)],
    MediaRecorder: globalThis.MediaRecorder && [(options) => new MediaRecorder(stream, options)],
    "AudioContext setSinkId": AudioContext.prototype.setSinkId && [(options) => sinks(rtc).setSinkId(options)],
  };
}

function sinks(rtc) {
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  return audio;
}

function permissions() {
  const queries = NAMES.map((name) => [`permission ${name}`, [(each) => navigator.permissions.query(each), { values: { name } }]]);
  return Object.fromEntries(queries);
}

// Several methods read the same set of constraints: it is recorded once, and elsewhere only where it differs.
function toldOnce(read) {
  const { advanced, ...set } = read.applyConstraints;
  const told = JSON.stringify(set);
  const shorten = (constraints) => {
    const { advanced: last, ...others } = constraints;
    return typeof constraints === "object" && JSON.stringify(others) === told ? "a set of constraints" : { ...others, advanced: last };
  };
  for (const method of ["getUserMedia", "getDisplayMedia"]) {
    for (const kind of ["audio", "video"]) if (read[method]?.[kind]) read[method][kind] = shorten(read[method][kind]);
  }
  const others = Object.fromEntries(Object.entries(read).filter(([method]) => method !== "applyConstraints"));
  return { constraints: set, "advanced constraints": advanced?.each ? { each: shorten(advanced.each) } : advanced, ...others };
}

export default async function (rtc) {
  if (!navigator.mediaDevices) rtc.unsupported("navigator.mediaDevices");
  return { facts: toldOnce(readsOf({ ...capturing(navigator.mediaDevices), ...tracks(rtc), ...permissions() })) };
}
