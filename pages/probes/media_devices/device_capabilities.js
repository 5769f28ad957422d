// Calls InputDeviceInfo.getCapabilities() of each device before and during capture; compares it with the track's.
// https://w3c.github.io/mediacapture-main/#input-specific-device-info

const rounded = (value) => (typeof value === "number" ? Number(value.toFixed(3)) : value);

function told(device) {
  const capabilities = device.getCapabilities();
  const shown = Object.entries(capabilities).filter(([name]) => !["deviceId", "groupId"].includes(name));
  const plain = ([name, value]) => {
    const isRange = typeof value === "object" && !Array.isArray(value);
    return [name, isRange ? Object.fromEntries(Object.entries(value).map(([end, number]) => [end, rounded(number)])) : value];
  };
  return Object.fromEntries(shown.map(plain).sort(([one], [other]) => one.localeCompare(other)));
}

async function inputs() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => typeof device.getCapabilities === "function");
}

function compare(device, track) {
  if (!device) return null;
  const capabilities = device.getCapabilities();
  const own = track.getCapabilities();
  return {
    deviceIdMatches: capabilities.deviceId === device.deviceId,
    groupIdMatches: capabilities.groupId === device.groupId,
    namesMatchTrack: JSON.stringify(Object.keys(capabilities).sort()) === JSON.stringify(Object.keys(own).sort()),
  };
}

export default async function (rtc) {
  if (!globalThis.InputDeviceInfo?.prototype.getCapabilities) rtc.unsupported("InputDeviceInfo.getCapabilities");
  const before = (await inputs()).map((device) => Object.keys(told(device)).length);
  const stream = await rtc.userMedia({ video: true, audio: true });
  const after = await inputs();
  const opened = (track) => after.find((device) => device.deviceId === track.getSettings().deviceId && device.kind.startsWith(track.kind));
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  return {
    facts: {
      memberCountsBeforeGrant: before,
      camera: told(after.find((device) => device.kind === "videoinput")),
      microphones: after.filter((device) => device.kind === "audioinput").map(told),
      openedCamera: compare(opened(video), video),
      openedMicrophone: compare(opened(audio), audio),
    },
  };
}
