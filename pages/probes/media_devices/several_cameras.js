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
    const seen = track ? await rtc.frames(track, 0, { ms: 10000, until: ({ changed }) => changed }) : null;
    facts.push(error ?? { is_that_one: deviceId === camera.deviceId, label_is_its: track.label === camera.label, pictures: seen.changed });
    track?.stop();
  }
  return facts;
}

async function twoAtOnce(rtc, [one, other]) {
  const first = await openedBy(rtc, { deviceId: { exact: one.deviceId } });
  const second = await openedBy(rtc, { deviceId: { exact: other.deviceId } });
  const pictures = [];
  for (const { track } of [first, second]) {
    pictures.push(track ? (await rtc.frames(track, 0, { ms: 10000, until: ({ changed }) => changed })).changed : null);
  }
  const changed = first.track ? await rtc.attempt(() => first.track.applyConstraints({ deviceId: { exact: other.deviceId } })) : null;
  [first, second].forEach(({ track }) => track?.stop());
  return {
    ids_differ: first.deviceId !== second.deviceId,
    pictures,
    change_to_the_other: changed && (changed.ok ? "yes" : changed.error),
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
    listed_before_a_grant: unallowed.filter((device) => device.kind === "videoinput").length,
    cameras: cameras.length,
    ids_are_distinct: new Set(ids).size === cameras.length,
    labels_are_distinct: new Set(cameras.map((camera) => camera.label)).size === cameras.length,
    groups: groups.size,
    order_is_stable: ids.join() === again.map((camera) => camera.deviceId).join(),
    default_is_number: ids.indexOf(first.deviceId),
    each: await openEach(rtc, cameras),
    two_at_once: cameras.length > 1 ? await twoAtOnce(rtc, cameras) : null,
    chosen: {
      ideal_last: await choose(rtc, cameras, { deviceId: ids.at(-1) }),
      exact_list_of_last_two: await choose(rtc, cameras, { deviceId: { exact: ids.slice(-2) } }),
      exact_unknown_or_last: await choose(rtc, cameras, { deviceId: { exact: ["no such device", ids.at(-1)] } }),
      group_of_last: await choose(rtc, cameras, { groupId: { exact: cameras.at(-1).groupId } }),
      advanced_last: await choose(rtc, cameras, { advanced: [{ deviceId: ids.at(-1) }] }),
      facing_user: await choose(rtc, cameras, { facingMode: "user" }),
      facing_environment: await choose(rtc, cameras, { facingMode: { exact: "environment" } }),
    },
  };
  return { facts, notes: { labels: cameras.map((camera) => camera.label) } };
}
