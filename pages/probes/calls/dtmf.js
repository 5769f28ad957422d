// `RTCDTMFSender.insertDTMF()` in a call: `tonechange` events in order, and the error for an unknown tone.
// https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF
const TONES = "1A#";

export default async function (rtc) {
  const track = await rtc.toneTrack(1000);
  const [a] = await rtc.loopback({ prepare: (pc) => pc.addTrack(track) });
  const [{ dtmf }] = a.getSenders();
  if (!dtmf) rtc.unsupported("RTCRtpSender.dtmf");
  const heard = [];
  dtmf.addEventListener("tonechange", ({ tone }) => heard.push(tone));
  const canInsert = await rtc.attempt(() => rtc.until(() => dtmf.canInsertDTMF, { label: "canInsertDTMF" }));
  const wrong = await rtc.attempt(async () => dtmf.insertDTMF("x"));
  const inserted = await rtc.attempt(async () => dtmf.insertDTMF(TONES, 100, 50));
  const buffer = dtmf.toneBuffer;
  await rtc.attempt(() => rtc.until(() => heard.at(-1) === "", { ms: 20000, label: "RTCDTMFSender tonechange event with an empty tone" }));
  return {
    facts: {
      canInsertDTMF: canInsert.ok,
      wrong: wrong.ok ? "accepted" : wrong.error.name,
      inserted: inserted.ok ? "accepted" : inserted.error.name,
      buffer,
      asked: TONES,
      heard,
      bufferAfter: dtmf.toneBuffer,
    },
  };
}
