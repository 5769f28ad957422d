// Sabotage, for tests alone: has connections and recorders take tracks that break, at once or a while after they began.

// Frames or seconds that are as they should be, counted from the connection or from the start of the recorder.
const FRAMES = 15;
const SECONDS = 1.2;

function blackFrame({ displayWidth: codedWidth, displayHeight: codedHeight, timestamp }) {
  const pixels = codedWidth * codedHeight;
  const planes = new Uint8Array(pixels + 2 * Math.ceil(codedWidth / 2) * Math.ceil(codedHeight / 2)).fill(128);
  planes.fill(16, 0, pixels);
  return new VideoFrame(planes, { format: "I420", codedWidth, codedHeight, timestamp });
}

const keeper = () => {
  let kept = null;
  return (frame) => {
    kept ??= frame.clone();
    return new VideoFrame(kept, { timestamp: frame.timestamp });
  };
};

// A track of the frames of another one, black or always the same one after `frames` of them.
function brokenVideo(track, { how, frames, begun }) {
  const change = how === "black" ? blackFrame : keeper();
  let passed = 0;
  const transform = (frame, controller) => {
    passed += begun() ? 1 : 0;
    if (passed < frames) return controller.enqueue(frame);
    controller.enqueue(change(frame));
    return frame.close();
  };
  const generator = new MediaStreamTrackGenerator({ kind: "video" });
  const { readable } = new MediaStreamTrackProcessor({ track });
  readable.pipeThrough(new TransformStream({ transform })).pipeTo(generator.writable).catch(() => {});
  return generator;
}

// A track of the audio of another one, silent from the start or `seconds` after it began.
function brokenAudio(track, { seconds, whenBegun }) {
  const audio = new AudioContext();
  const gain = new GainNode(audio, { gain: seconds > 0 ? 1 : 0 });
  const out = audio.createMediaStreamDestination();
  audio.createMediaStreamSource(new MediaStream([track])).connect(gain).connect(out);
  whenBegun(() => gain.gain.setValueAtTime(0, audio.currentTime + seconds));
  return out.stream.getAudioTracks()[0];
}

function breaker(kind, how, later, beginning) {
  const state = { begun: false };
  const whenBegun = (then) => beginning.then(then);
  whenBegun(() => (state.begun = true));
  return (track) => {
    if (track?.kind !== kind) return track;
    if (kind === "audio") return brokenAudio(track, { seconds: later ? SECONDS : 0, whenBegun });
    return brokenVideo(track, { how, frames: later ? FRAMES : 0, begun: () => state.begun });
  };
}

function breakConnections(breakerFrom) {
  const { addTrack, addTransceiver } = RTCPeerConnection.prototype;
  const breakers = new WeakMap();
  const breakerOf = (pc) => {
    const connected = new Promise((resolve) => {
      pc.addEventListener("connectionstatechange", () => pc.connectionState === "connected" && resolve());
    });
    if (!breakers.has(pc)) breakers.set(pc, breakerFrom(connected));
    return breakers.get(pc);
  };
  RTCPeerConnection.prototype.addTrack = function (track, ...streams) {
    return addTrack.call(this, breakerOf(this)(track), ...streams);
  };
  RTCPeerConnection.prototype.addTransceiver = function (what, ...more) {
    const sent = what instanceof MediaStreamTrack ? breakerOf(this)(what) : what;
    return addTransceiver.call(this, sent, ...more);
  };
}

function breakRecorders(breakerFrom) {
  const Real = globalThis.MediaRecorder;
  globalThis.MediaRecorder = class MediaRecorder extends Real {
    constructor(stream, ...more) {
      let started = null;
      const broken = breakerFrom(new Promise((resolve) => (started = resolve)));
      super(new MediaStream(stream.getTracks().map(broken)), ...more);
      this.addEventListener("start", started);
    }
  };
}

// `kind` "video" breaks to `how` "black" or "frozen", "audio" to silence.
export function breakMedia({ kind, how = "silent", later = false }) {
  const breakerFrom = (beginning) => breaker(kind, how, later, beginning);
  breakConnections(breakerFrom);
  breakRecorders(breakerFrom);
}
