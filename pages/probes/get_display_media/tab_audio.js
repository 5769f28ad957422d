// Plays a tone, captures the own tab with getDisplayMedia({audio}), and listens with each audio option.
// https://w3c.github.io/mediacapture-screen-share/#dom-displaymediastreamoptions-audio
// META: spoils
// META: timeout=60

const HERTZ = 880;

function play(rtc) {
  const audio = new AudioContext();
  rtc.cleanup(() => audio.close());
  const tone = new OscillatorNode(audio, { frequency: HERTZ });
  tone.connect(new GainNode(audio, { gain: 0.3 })).connect(audio.destination);
  tone.start();
  return rtc.attempt(() => rtc.within(10000, audio.resume(), "AudioContext.resume()"));
}

const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

const CASES = {
  plain: { audio: RAW },
  audioTrue: { audio: true },
  restrictOwnAudioTrue: { audio: { ...RAW, restrictOwnAudio: true } },
  restrictOwnAudioFalse: { audio: { ...RAW, restrictOwnAudio: false } },
  suppressLocalAudioPlaybackTrue: { audio: { ...RAW, suppressLocalAudioPlayback: true } },
  systemAudioExclude: { audio: RAW, systemAudio: "exclude" },
  windowAudioExclude: { audio: RAW, windowAudio: "exclude" },
};

async function listen(rtc, options) {
  const stream = await rtc.captureTab(options);
  const [track] = stream.getAudioTracks();
  if (!track) return { heard: null, tracks: stream.getTracks().length };
  const hertz = await rtc.tone(track, { ms: 1500, readings: 2 });
  const settings = track.getSettings();
  const described = {
    heard: hertz === null ? "nothing" : Math.abs(hertz - HERTZ) < 15 ? "the tone" : "something else",
    tracks: stream.getTracks().length,
    names: Object.keys(settings).sort(),
    restrictOwnAudio: settings.restrictOwnAudio,
    suppressLocalAudioPlayback: settings.suppressLocalAudioPlayback,
    echoCancellation: settings.echoCancellation,
    channels: settings.channelCount,
    muted: track.muted,
    labelExposed: track.label !== "",
  };
  stream.getTracks().forEach((each) => each.stop());
  return described;
}

export default async function (rtc) {
  const playing = await play(rtc);
  if (!playing.ok) rtc.unsupported("a page that plays");
  const facts = {};
  for (const [name, options] of Object.entries(CASES)) facts[name] = await listen(rtc, options);
  return { facts };
}
