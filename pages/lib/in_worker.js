// Runs in a worker of a probe: receive a track or a stream and report what works with it in the worker.

function described(frame) {
  const audio = frame instanceof AudioData;
  return audio
    ? { format: frame.format, rate: frame.sampleRate, channels: frame.numberOfChannels, timestamp: frame.timestamp }
    : { format: frame.format, width: frame.codedWidth, height: frame.codedHeight, timestamp: frame.timestamp };
}

async function readFrames(readable, count) {
  const reader = readable.getReader();
  const frames = [];
  while (frames.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    frames.push(described(value));
    value.close();
  }
  await reader.cancel();
  return frames;
}

const commands = {
  exposed: async ({ names }) => names.filter((name) => name in self),
  read: async ({ readable, count }) => readFrames(readable, count),
  take: async ({ track }) => ({ kind: track.kind, readyState: track.readyState, muted: track.muted }),
  process: async ({ track, count }) => readFrames(new self.MediaStreamTrackProcessor({ track }).readable, count),
  // Echo each message with a prefix, and report when the channel opens and closes.
  echo: async ({ channel }) => {
    channel.binaryType = "arraybuffer";
    const answer = ({ data }) => channel.send(typeof data === "string" ? `worker ${data}` : data);
    channel.addEventListener("message", answer);
    for (const type of ["open", "close"]) channel.addEventListener(type, () => postMessage({ told: type }));
    return { label: channel.label, id: channel.id, readyState: channel.readyState };
  },
  query: async ({ name }) => {
    const status = await navigator.permissions.query({ name });
    status.onchange = () => postMessage({ told: status.state });
    return status.state;
  },
  navigator: async ({ names }) => names.filter((name) => name in navigator),
};

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, ok: true, value: await commands[data.command](data.params) });
  } catch (error) {
    postMessage({ id: data.id, ok: false, error: { name: error.name, message: error.message } });
  }
});
