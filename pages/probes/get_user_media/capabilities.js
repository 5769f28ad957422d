// `getCapabilities()` of a camera and a microphone track, compared with `getSettings()`.
// https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-getcapabilities

const RANGES = ["width", "height", "frameRate", "aspectRatio", "sampleRate", "sampleSize", "channelCount"];
const LISTS = ["facingMode", "resizeMode", "echoCancellation", "autoGainControl", "noiseSuppression"];

function describe(track) {
  if (typeof track.getCapabilities !== "function") return null;
  const capabilities = track.getCapabilities();
  const pick = (names) => Object.fromEntries(names.filter((name) => name in capabilities).map((name) => [name, capabilities[name]]));
  return {
    names: Object.keys(capabilities).sort(),
    ranges: pick(RANGES),
    lists: pick(LISTS),
    deviceIdMatchesSettings: capabilities.deviceId === track.getSettings().deviceId,
    settingsWithinCapabilities: RANGES.filter((name) => name in capabilities && name in track.getSettings()).every((name) => {
      const value = track.getSettings()[name];
      return value >= capabilities[name].min && value <= capabilities[name].max;
    }),
    allSettingsInCapabilities: Object.keys(track.getSettings()).every((name) => name in capabilities),
  };
}

export default async function (rtc) {
  const camera = await rtc.camera();
  const microphone = await rtc.microphone();
  const video = describe(camera.getVideoTracks()[0]);
  const audio = describe(microphone.getAudioTracks()[0]);
  if (!video && !audio) rtc.unsupported("MediaStreamTrack.getCapabilities");
  for (const described of [video, audio]) {
    for (const range of Object.values(described.ranges)) {
      for (const end of Object.keys(range)) range[end] = Number(range[end].toFixed(3));
    }
  }
  return { facts: { video, audio } };
}
