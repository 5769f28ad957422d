// The tone of a fake microphone in an unprocessed `getUserMedia()` audio track.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: alone

const UNPROCESSED = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

export default async function (rtc) {
  const stream = await rtc.microphone(UNPROCESSED);
  const [track] = stream.getAudioTracks();
  const hz = await rtc.tone(track, { ms: 4000, readings: 6 });
  return {
    facts: {
      heard: hz !== null,
      nearest100Hz: hz === null ? null : Math.round(hz / 100) * 100,
      muted: track.muted,
    },
    metrics: hz === null ? {} : { tone_hz: hz },
  };
}
