// Sabotage, for tests alone: applyConstraints() resolves and changes nothing, and getSettings() tells what was asked for.

const { getSettings } = MediaStreamTrack.prototype;
const asked = new WeakMap();

MediaStreamTrack.prototype.applyConstraints = async function (constraints = {}) {
  asked.set(this, constraints);
};
MediaStreamTrack.prototype.getConstraints = function () {
  return asked.get(this) ?? {};
};
MediaStreamTrack.prototype.getSettings = function () {
  const wanted = Object.entries(asked.get(this) ?? {}).map(([name, value]) => [name, value?.exact ?? value]);
  return { ...getSettings.call(this), ...Object.fromEntries(wanted) };
};
