// Sets valid and invalid contentHint values on a camera track and a microphone track.
// https://w3c.github.io/mst-content-hint/#dom-mediastreamtrack-contenthint

const HINTS = ["", "motion", "detail", "text", "speech", "speech-recognition", "music", "no such hint"];

export default async function (rtc) {
  if (!("contentHint" in MediaStreamTrack.prototype)) rtc.unsupported("MediaStreamTrack.contentHint");
  const stream = await rtc.userMedia({ video: true, audio: true });
  const accepted = {};
  for (const track of stream.getTracks()) {
    const initial = track.contentHint;
    accepted[track.kind] = HINTS.filter((hint) => {
      track.contentHint = initial;
      track.contentHint = hint;
      return track.contentHint === hint && hint !== initial;
    });
    accepted[`${track.kind}Initial`] = initial;
  }
  return { facts: accepted };
}
