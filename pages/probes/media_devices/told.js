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
    of_microphones: inputs.size,
    of_speakers: outputs.size,
    of_cameras: cameras.size,
    microphone_with_speaker: [...inputs].some((group) => outputs.has(group)),
    microphone_with_camera: [...inputs].some((group) => cameras.has(group)),
  };
}

function pseudo(devices, kind) {
  const ofKind = devices.filter((device) => device.kind === kind);
  const [first] = ofKind;
  const real = ofKind.filter((device) => !PSEUDO.includes(device.deviceId));
  return {
    ids: ofKind.map((device) => shape(device.deviceId)),
    pseudo: ofKind.filter((device) => PSEUDO.includes(device.deviceId)).map((device) => device.deviceId),
    first_shares_a_group_with_a_real_one: real.some((device) => device !== first && device.groupId === first?.groupId),
    labels_are_distinct: new Set(ofKind.map((device) => device.label)).size === ofKind.length,
    first_label_names_the_default: /default/i.test(first?.label ?? ""),
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
      by_kind: Object.fromEntries(kinds.map((kind) => [kind, pseudo(devices, kind)])),
      groups: groups(devices),
      group_ids_look_like: [...new Set(devices.map((device) => shape(device.groupId)))].sort(),
      json_members: Object.keys(first.toJSON()).sort(),
      own_members: Object.keys(first),
      interface_members: Object.getOwnPropertyNames(MediaDeviceInfo.prototype).sort(),
      class_texts: [...new Set(devices.map((device) => Object.prototype.toString.call(device)))].sort(),
      label_written: written(rtc, first),
      made_by_hand: (await rtc.attempt(() => new MediaDeviceInfo())).error?.name ?? "made",
      inputs_are_input_devices: typeof InputDeviceInfo === "function" && devices
        .filter((device) => device.kind !== "audiooutput").every((device) => device instanceof InputDeviceInfo),
      outputs_are_not: typeof InputDeviceInfo === "function" && devices
        .filter((device) => device.kind === "audiooutput").every((device) => !(device instanceof InputDeviceInfo)),
      change_handler: "ondevicechange" in navigator.mediaDevices,
    },
    notes: { devices: devices.map((device) => device.toJSON()) },
  };
}
