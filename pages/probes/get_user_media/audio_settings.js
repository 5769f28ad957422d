// `getSettings()` of a microphone with audio processing on and off, mono and stereo.
// https://w3c.github.io/mediacapture-main/#def-constraint-echoCancellation

const PROCESSING = ["echoCancellation", "noiseSuppression", "autoGainControl"];
const REQUESTS = {
  unsaid: true,
  processingOff: Object.fromEntries(PROCESSING.map((name) => [name, { exact: false }])),
  processingOn: Object.fromEntries(PROCESSING.map((name) => [name, { exact: true }])),
  onlyEchoCancellationTrue: { echoCancellation: { exact: true }, noiseSuppression: { exact: false }, autoGainControl: { exact: false } },
  mono: { channelCount: { exact: 1 } },
  stereo: { channelCount: { exact: 2 } },
  echoCancellationAll: { echoCancellation: { exact: "all" } },
  echoCancellationRemoteOnly: { echoCancellation: { exact: "remote-only" } },
};

async function read(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.microphone(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getAudioTracks();
  const settings = track.getSettings();
  track.stop();
  const { sampleRate, sampleSize, channelCount } = settings;
  const processing = Object.fromEntries(PROCESSING.map((name) => [name, settings[name]]));
  return { ...processing, sampleRate, sampleSize, channelCount, names: Object.keys(settings).sort() };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) facts[name] = await read(rtc, constraints);
  return { facts };
}
