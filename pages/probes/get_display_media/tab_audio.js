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
  as_the_browser_likes: { audio: true },
  without_own_sound: { audio: { ...RAW, restrictOwnAudio: true } },
  with_own_sound: { audio: { ...RAW, restrictOwnAudio: false } },
  silent_here: { audio: { ...RAW, suppressLocalAudioPlayback: true } },
  no_system_sound: { audio: RAW, systemAudio: "exclude" },
  no_window_sound: { audio: RAW, windowAudio: "exclude" },
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
    restrict_own_audio: settings.restrictOwnAudio,
    suppress_local_audio_playback: settings.suppressLocalAudioPlayback,
    echo_cancellation: settings.echoCancellation,
    channels: settings.channelCount,
    muted: track.muted,
    label_shown: track.label !== "",
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
