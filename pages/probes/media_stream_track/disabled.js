// Sets MediaStreamTrack.enabled to false and back for camera and microphone, and records frames, tone and events.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-enabled
// META: alone
// META: timeout=60

const UNPROCESSED = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const BLACK = 16;

export default async function (rtc) {
  const stream = await rtc.userMedia({ video: true, audio: UNPROCESSED });
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  const dark = (frame) => frame.brightest < BLACK;
  const bright = (frame) => frame.brightest >= BLACK;
  const look = async (until) => until(await rtc.watchFrames(video, 5, { ms: 10000, until }));
  const events = [];
  for (const type of ["mute", "unmute", "ended"]) video.addEventListener(type, () => events.push(type));

  const before = { picture: await look(bright), tone: (await rtc.tone(audio)) !== null };
  video.enabled = false;
  audio.enabled = false;
  const disabled = { black: await look(dark), tone: (await rtc.tone(audio, { ms: 1200, readings: 1 })) !== null };
  const state = { muted: video.muted, readyState: video.readyState, active: stream.active };
  video.enabled = true;
  audio.enabled = true;
  const after = { picture: await look(bright), tone: (await rtc.tone(audio)) !== null };
  return { facts: { before, disabled, stateWhileDisabled: state, after, events } };
}
