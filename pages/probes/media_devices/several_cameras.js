// Lists several cameras, opens each with getUserMedia() by deviceId, two at once, and by other constraints.
// https://w3c.github.io/mediacapture-main/#def-constraint-deviceId
// META: stage=several
// META: timeout=40

async function openedBy(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { deviceId, groupId } = track.getSettings();
  return { track, deviceId, groupId };
}

async function openEach(rtc, cameras) {
  const facts = [];
  for (const camera of cameras) {
    const { error, track, deviceId } = await openedBy(rtc, { deviceId: { exact: camera.deviceId } });
    const seen = track ? await rtc.watchFrames(track, 0, { ms: 10000, until: ({ changed }) => changed }) : null;
    const matches = { deviceIdMatches: deviceId === camera.deviceId, labelMatches: track.label === camera.label };
    facts.push(error ?? { ...matches, pictures: seen.changed });
    track?.stop();
  }
  return facts;
}

async function twoAtOnce(rtc, [one, other]) {
  const first = await openedBy(rtc, { deviceId: { exact: one.deviceId } });
  const second = await openedBy(rtc, { deviceId: { exact: other.deviceId } });
  const pictures = [];
  for (const { track } of [first, second]) {
    pictures.push(track ? (await rtc.watchFrames(track, 0, { ms: 10000, until: ({ changed }) => changed })).changed : null);
  }
  const changed = first.track ? await rtc.attempt(() => first.track.applyConstraints({ deviceId: { exact: other.deviceId } })) : null;
  [first, second].forEach(({ track }) => track?.stop());
  return {
    idsDiffer: first.deviceId !== second.deviceId,
    pictures,
    applyOtherDeviceId: changed && (changed.ok ? "yes" : changed.error),
  };
}

async function choose(rtc, cameras, constraints) {
  const { error, track, deviceId } = await openedBy(rtc, constraints);
  track?.stop();
  return error ?? cameras.findIndex((camera) => camera.deviceId === deviceId);
}

export default async function (rtc) {
  const unallowed = await navigator.mediaDevices.enumerateDevices();
  const first = await openedBy(rtc, true);
  first.track?.stop();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter((device) => device.kind === "videoinput");
  const ids = cameras.map((camera) => camera.deviceId);
  const groups = new Set(cameras.map((camera) => camera.groupId));
  const again = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
  const facts = {
    listedBeforeGrant: unallowed.filter((device) => device.kind === "videoinput").length,
    cameras: cameras.length,
    deviceIdsUnique: new Set(ids).size === cameras.length,
    labelsUnique: new Set(cameras.map((camera) => camera.label)).size === cameras.length,
    groups: groups.size,
    orderStable: ids.join() === again.map((camera) => camera.deviceId).join(),
    defaultIndex: ids.indexOf(first.deviceId),
    each: await openEach(rtc, cameras),
    concurrentTracks: cameras.length > 1 ? await twoAtOnce(rtc, cameras) : null,
    chosen: {
      idealLast: await choose(rtc, cameras, { deviceId: ids.at(-1) }),
      exactListLastTwo: await choose(rtc, cameras, { deviceId: { exact: ids.slice(-2) } }),
      exactUnknownOrLast: await choose(rtc, cameras, { deviceId: { exact: ["no such device", ids.at(-1)] } }),
      groupIdOfLast: await choose(rtc, cameras, { groupId: { exact: cameras.at(-1).groupId } }),
      advancedLast: await choose(rtc, cameras, { advanced: [{ deviceId: ids.at(-1) }] }),
      facingModeUser: await choose(rtc, cameras, { facingMode: "user" }),
      facingModeEnvironment: await choose(rtc, cameras, { facingMode: { exact: "environment" } }),
    },
  };
  return { facts, notes: { labels: cameras.map((camera) => camera.label) } };
}
