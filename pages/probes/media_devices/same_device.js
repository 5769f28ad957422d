// Opens a camera with getUserMedia(), then again by its deviceId at another size.
// https://w3c.github.io/mediacapture-main/#def-mediadeviceinfo-deviceId
// META: alone

export default async function (rtc) {
  const first = (await rtc.camera({ width: { exact: 640 }, height: { exact: 480 } })).getVideoTracks()[0];
  const { deviceId, groupId } = first.getSettings();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const listed = devices.find((device) => device.kind === "videoinput" && device.deviceId === deviceId);
  const request = { deviceId: { exact: deviceId }, width: { exact: 320 }, height: { exact: 240 } };
  const again = await rtc.attempt(() => rtc.camera(request));
  const second = again.ok ? again.value.getVideoTracks()[0] : null;
  const large = await rtc.frames(first, 4);
  const small = second ? await rtc.frames(second, 4) : null;
  const absent = await rtc.attempt(() => rtc.camera({ deviceId: "no such device" }));
  return {
    facts: {
      setting_is_a_listed_device: listed !== undefined,
      label_is_the_listed_one: listed?.label === first.label,
      group_is_the_listed_one: listed?.groupId === groupId,
      opened_again: again.ok ? "yes" : again.error,
      same_device_id: second?.getSettings().deviceId === deviceId,
      track_ids_differ: second?.id !== first.id,
      sizes_beside_each_other: [[large.width, large.height], small && [small.width, small.height]],
      ideal_unknown_device_still_opens: absent.ok ? "yes" : absent.error,
    },
    notes: { deviceId, groupId },
  };
}
