// Reads the members of each MediaDeviceInfo: ids, groups, labels, pseudo-devices and toJSON().
// https://w3c.github.io/mediacapture-main/#device-info

const PSEUDO = ["default", "communications"];

function shape(id) {
  if (id === "") return "empty";
  if (PSEUDO.includes(id)) return id;
  if (/^[0-9a-f]+$/.test(id)) return `${id.length} hex digits`;
  return /^[A-Za-z0-9+/]+=*$/.test(id) ? `${id.length} base64 digits` : `${id.length} characters`;
}

function written(rtc, device) {
  "use strict";
  try {
    device.label = "mine";
    return device.label === "mine" ? "changed" : "ignored";
  } catch (error) {
    return error.name;
  }
}

function groups(devices) {
  const of = (kind) => new Set(devices.filter((device) => device.kind === kind).map((device) => device.groupId));
  const [inputs, outputs, cameras] = [of("audioinput"), of("audiooutput"), of("videoinput")];
  return {
    microphones: inputs.size,
    speakers: outputs.size,
    cameras: cameras.size,
    microphoneSharesSpeaker: [...inputs].some((group) => outputs.has(group)),
    microphoneSharesCamera: [...inputs].some((group) => cameras.has(group)),
  };
}

function pseudo(devices, kind) {
  const ofKind = devices.filter((device) => device.kind === kind);
  const [first] = ofKind;
  const real = ofKind.filter((device) => !PSEUDO.includes(device.deviceId));
  return {
    ids: ofKind.map((device) => shape(device.deviceId)),
    pseudo: ofKind.filter((device) => PSEUDO.includes(device.deviceId)).map((device) => device.deviceId),
    firstSharesGroupId: real.some((device) => device !== first && device.groupId === first?.groupId),
    labelsUnique: new Set(ofKind.map((device) => device.label)).size === ofKind.length,
    firstLabelNamesDefault: /default/i.test(first?.label ?? ""),
  };
}

export default async function (rtc) {
  await rtc.userMedia({ video: true, audio: true });
  const devices = await navigator.mediaDevices.enumerateDevices();
  const [first] = devices;
  const kinds = ["audioinput", "videoinput", "audiooutput"];
  return {
    facts: {
      kinds: devices.map((device) => device.kind),
      byKind: Object.fromEntries(kinds.map((kind) => [kind, pseudo(devices, kind)])),
      groups: groups(devices),
      groupIdFormats: [...new Set(devices.map((device) => shape(device.groupId)))].sort(),
      toJSONMembers: Object.keys(first.toJSON()).sort(),
      ownMembers: Object.keys(first),
      interfaceMembers: Object.getOwnPropertyNames(MediaDeviceInfo.prototype).sort(),
      toStringTags: [...new Set(devices.map((device) => Object.prototype.toString.call(device)))].sort(),
      labelAssignment: written(rtc, first),
      constructorCall: (await rtc.attempt(() => new MediaDeviceInfo())).error?.name ?? "made",
      inputsAreInputDeviceInfo: typeof InputDeviceInfo === "function" && devices
        .filter((device) => device.kind !== "audiooutput").every((device) => device instanceof InputDeviceInfo),
      outputsAreNotInputDeviceInfo: typeof InputDeviceInfo === "function" && devices
        .filter((device) => device.kind === "audiooutput").every((device) => !(device instanceof InputDeviceInfo)),
      hasOndevicechange: "ondevicechange" in navigator.mediaDevices,
    },
    notes: { devices: devices.map((device) => device.toJSON()) },
  };
}
