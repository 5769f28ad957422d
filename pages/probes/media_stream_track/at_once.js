// Calls getUserMedia() five times at once and stops some of the MediaStreamTracks.
// https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
// META: alone
// META: timeout=60

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const order = [];
  const ask = async (name, constraints) => {
    const opened = await rtc.attempt(() => rtc.within(20000, rtc.userMedia(constraints), name));
    order.push(name);
    return opened.ok ? opened.value.getTracks()[0] : opened.error.name;
  };
  const asked = [
    ask("large", { video: { width: { exact: 640 } } }),
    ask("impossible", { video: { width: { exact: 100000 } } }),
    ask("small", { video: { width: { exact: 320 } } }),
    ask("sound", { audio: true }),
    ask("more sound", { audio: true }),
  ];
  const [large, impossible, small, sound, more] = await Promise.all(asked);
  const tracks = [large, small, sound, more];
  const facts = {
    states: tracks.map((track) => track.readyState ?? track),
    impossible,
    widths: [large, small].map((track) => track.getSettings?.().width ?? null),
    idsDiffer: new Set(tracks.map((track) => track.id)).size === 4,
    sameMicrophone: sound.getSettings?.().deviceId === more.getSettings?.().deviceId,
    settledCount: order.length,
  };
  large.stop();
  sound.stop();
  facts.otherReadyStates = [small.readyState, more.readyState];
  const seen = await rtc.watchFrames(small, 0, { ms: 10000, until: ({ changed }) => changed });
  facts.framesContinue = seen.changed;
  return { facts, notes: { order } };
}
