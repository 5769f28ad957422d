// Sabotage, for tests alone: of two audio tracks that are sent one after the other, each takes the other's place.

const { addTrack } = RTCPeerConnection.prototype;
let waiting = null;

RTCPeerConnection.prototype.addTrack = function (track, ...streams) {
  const sender = addTrack.call(this, track, ...streams);
  if (track.kind !== "audio") return sender;
  if (waiting) {
    sender.replaceTrack(waiting.track);
    waiting.sender.replaceTrack(track);
  }
  waiting = waiting ? null : { sender, track };
  return sender;
};
