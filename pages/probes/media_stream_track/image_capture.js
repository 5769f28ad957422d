// Calls `ImageCapture` grabFrame(), takePhoto(), getPhotoCapabilities() and getPhotoSettings() of a camera.
// https://w3c.github.io/mediacapture-image/#imagecaptureapi
// META: alone

async function photoOf(rtc, capture, settings) {
  const taken = await rtc.attempt(() => rtc.within(20000, capture.takePhoto(settings), "ImageCapture.takePhoto()"));
  if (!taken.ok) return { error: taken.error.name };
  const picture = await createImageBitmap(taken.value);
  return { type: taken.value.type, width: picture.width, height: picture.height, empty: taken.value.size === 0 };
}

async function frameOf(rtc, capture) {
  const grabbed = await rtc.attempt(() => rtc.within(20000, capture.grabFrame(), "ImageCapture.grabFrame()"));
  if (!grabbed.ok) return { error: grabbed.error.name };
  return { interface: grabbed.value.constructor.name, width: grabbed.value.width, height: grabbed.value.height };
}

async function told(rtc, action) {
  const outcome = await rtc.attempt(() => rtc.within(20000, action(), "ImageCapture method"));
  return outcome.ok ? outcome.value : { error: outcome.error.name };
}

const flat = (value) => {
  const members = {};
  for (const name in value) members[name] = value[name];
  return members;
};

export default async function (rtc) {
  if (typeof ImageCapture !== "function") rtc.unsupported("ImageCapture");
  const stream = await rtc.userMedia({ video: { width: { exact: 640 }, height: { exact: 480 } }, audio: true });
  const [track] = stream.getVideoTracks();
  const capture = new ImageCapture(track);
  const facts = {
    trackMatches: capture.track === track,
    frame: await frameOf(rtc, capture),
    photo: await photoOf(rtc, capture),
    smallPhoto: await photoOf(rtc, capture, { imageWidth: 320, imageHeight: 240 }),
    oversizedPhoto: await photoOf(rtc, capture, { imageWidth: 100000 }),
    invalidFillLightMode: await photoOf(rtc, capture, { fillLightMode: "lightning" }),
    capabilities: flat(await told(rtc, () => capture.getPhotoCapabilities())),
    settings: flat(await told(rtc, () => capture.getPhotoSettings())),
    ofAudio: await told(rtc, async () => new ImageCapture(stream.getAudioTracks()[0]).track.kind),
    noArgument: await told(rtc, async () => new ImageCapture()),
  };
  track.enabled = false;
  facts.frameWhileDisabled = await frameOf(rtc, capture);
  track.stop();
  facts.afterStop = { frame: await frameOf(rtc, capture), photo: await photoOf(rtc, capture) };
  return { facts };
}
