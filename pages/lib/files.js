// The part of `rtc` that has a file looked into from outside: what a recorder made is not to be told by the browser that made it.

// A message that carries more may not be taken.
const PIECE = 2 * 1024 * 1024;

function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

export default function files({ ask }) {
  // Hands a recording to the tool, which keeps it as an artifact by that name and has ffprobe read it: {format, container,
  // duration, streams: [{kind, codec, tag, profile, width, height, rate, channels, packets, keyFrames, from, to}]}, null what is
  // not told, or {error} where nothing can read it. See src/rtcmatrix/gather/ffprobe.py. Where the tool has no ffprobe, the probe
  // ends as not supported.
  async function inspect(blob, { name = "recording" } = {}) {
    for (let at = 0; at + PIECE < blob.size; at += PIECE) await ask("inspect", { piece: await base64Of(blob.slice(at, at + PIECE)) });
    const last = Math.max(Math.ceil(blob.size / PIECE) - 1, 0) * PIECE;
    return ask("inspect", { piece: await base64Of(blob.slice(last)), name, type: blob.type });
  }

  return { inspect };
}
