// Opens camera and microphone with one getUserMedia() call and inspects the MediaStream.
// https://w3c.github.io/mediacapture-main/#mediastream

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function (rtc) {
  const stream = await rtc.userMedia({ video: true, audio: true });
  const events = [];
  for (const type of ["addtrack", "removetrack"]) stream.addEventListener(type, () => events.push(type));
  const [audio] = stream.getAudioTracks();
  const kinds = stream.getTracks().map((track) => track.kind);
  const copy = stream.clone();
  rtc.cleanup(() => copy.getTracks().forEach((track) => track.stop()));
  stream.removeTrack(audio);
  const removed = stream.getTracks().map((track) => track.kind);
  const state_of_removed = audio.readyState;
  stream.addTrack(audio);
  stream.addTrack(audio);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return {
    facts: {
      kinds,
      active: stream.active,
      idIsUuid: UUID.test(stream.id),
      trackIdsAreUuids: stream.getTracks().every((track) => UUID.test(track.id)),
      getTrackByIdFindsTrack: stream.getTrackById(audio.id) === audio,
      getTrackByIdUnknown: stream.getTrackById("none"),
      kindsAfterRemoveTrack: removed,
      removedTrackReadyState: state_of_removed,
      trackCountAfterDuplicateAdd: stream.getTracks().length,
      scriptChangeEvents: events,
      clone: {
        idDiffers: copy.id !== stream.id,
        kinds: copy.getTracks().map((track) => track.kind),
        tracksDiffer: copy.getTracks().every((track) => !stream.getTrackById(track.id)),
      },
      members: Object.getOwnPropertyNames(MediaStream.prototype).sort(),
      trackMembers: Object.getOwnPropertyNames(MediaStreamTrack.prototype).sort(),
    },
  };
}
