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
  const large = await rtc.watchFrames(first, 4);
  const small = second ? await rtc.watchFrames(second, 4) : null;
  const absent = await rtc.attempt(() => rtc.camera({ deviceId: "no such device" }));
  return {
    facts: {
      deviceIdIsListed: listed !== undefined,
      labelMatchesListed: listed?.label === first.label,
      groupIdMatchesListed: listed?.groupId === groupId,
      openedTwice: again.ok ? "yes" : again.error,
      sameDeviceId: second?.getSettings().deviceId === deviceId,
      trackIdsDiffer: second?.id !== first.id,
      simultaneousSizes: [[large.width, large.height], small && [small.width, small.height]],
      idealUnknownDeviceId: absent.ok ? "yes" : absent.error,
    },
    notes: { deviceId, groupId },
  };
}
