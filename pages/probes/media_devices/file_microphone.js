// Opens a microphone that plays a known tone with getUserMedia(), with and without audio processing.
// https://w3c.github.io/mediacapture-main/#def-constraint-echoCancellation
// META: stage=files

const OFF = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const REQUESTS = {
  untouched: OFF,
  autoGainControlOnly: { ...OFF, autoGainControl: true },
  channelCount1: { ...OFF, channelCount: { exact: 1 } },
};
const TONE = 440;

export default async function (rtc) {
  const facts = {};
  const metrics = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) {
    const opened = await rtc.attempt(() => rtc.microphone(constraints));
    facts[name] = opened.ok ? {} : { error: opened.error };
    if (!opened.ok) continue;
    const [track] = opened.value.getAudioTracks();
    const hz = await rtc.tone(track, { ms: 4000 });
    facts[name] = { heard: hz !== null, toneMatches: hz !== null && Math.abs(hz - TONE) < 12, muted: track.muted };
    if (hz !== null) metrics[`${name}_hz`] = hz;
    track.stop();
  }
  const devices = await navigator.mediaDevices.enumerateDevices();
  return { facts: { ...facts, microphones: devices.filter((device) => device.kind === "audioinput").length }, metrics };
}
