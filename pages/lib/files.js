// The part of `rtc` that inspects a recording with ffprobe. The browser that made a file must not be the one that judges
// it.

// A larger WebSocket message may be rejected.
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
  // Send a recording to the tool, which stores it as an artifact with that name and runs ffprobe. Return {format,
  // container, duration, streams: [{kind, codec, tag, profile, width, height, rate, channels, packets, keyFrames, from,
  // to}]} with null for unknown values, or {error} if ffprobe cannot read it. See src/rtcmatrix/gather/ffprobe.py. The
  // probe ends as unsupported if the tool has no ffprobe.
  async function inspect(blob, { name = "recording" } = {}) {
    for (let at = 0; at + PIECE < blob.size; at += PIECE) await ask("inspect", { piece: await base64Of(blob.slice(at, at + PIECE)) });
    const last = Math.max(Math.ceil(blob.size / PIECE) - 1, 0) * PIECE;
    return ask("inspect", { piece: await base64Of(blob.slice(last)), name, type: blob.type });
  }

  return { inspect };
}
