// `getUserMedia()` camera and microphone in a call to a server: aspect ratio, brightness and motion of frames, and the tone.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: stage=peer
// META: timeout=60
import { callServer } from "../../lib/peer.js";

const SIZE = { width: 640, height: 480 };
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

export default async function (rtc) {
  const stream = await rtc.userMedia({ video: SIZE, audio: RAW });
  const [camera] = stream.getVideoTracks();
  camera.contentHint = "detail";
  const { heard } = await callServer(rtc, { prepare: (made) => stream.getTracks().forEach((track) => made.addTrack(track, stream)) });
  const looks = () => heard.all.map(({ sight }) => sight).filter(Boolean);
  // A browser may scale the video down on a slow machine, but not crop it or change its aspect ratio
  const shaped = () => looks().find(({ width, height }) => Math.abs(width / height - SIZE.width / SIZE.height) < 0.02);
  const whole = await rtc.attempt(() => rtc.until(shaped, { ms: 15000, label: "a frame with the camera's aspect ratio" }));
  const moves = await rtc.attempt(() =>
    rtc.until(() => new Set(looks().map(({ tiles }) => tiles.join())).size > 3, { ms: 10000, label: "frames that differ" }));
  const bright = looks().some(({ tiles }) => Math.max(...tiles) > 40);
  const tone = await rtc.attempt(() => heard.next((message) => typeof message.tone === "number", { from: 0, label: "a tone" }));
  const { width, height } = camera.getSettings();
  return {
    facts: { settings: `${width}x${height}`, shapeIsKept: whole.ok, moves: moves.ok, bright, heard: tone.ok },
    notes: { last: looks().at(-1), tone: tone.value?.tone },
  };
}
