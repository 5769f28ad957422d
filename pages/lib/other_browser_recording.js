// A recording that one browser makes and another plays. The file itself is sent between them.

import { playRecording, recordStamped } from "./playback.js";

// More than elsewhere, because a recording that the other browser cannot play to the end is not repeated
const FRAMES = 100;
// Bytes per message: the tool carries JSON text.
const PIECE = 60_000;

async function sendFile(rtc, { blob, last, lasting }) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces = Math.ceil(bytes.length / PIECE);
  rtc.signal.send("file", { type: blob.type, pieces, last, lasting });
  for (let piece = 0; piece < pieces; piece += 1) {
    const some = bytes.subarray(piece * PIECE, (piece + 1) * PIECE);
    rtc.signal.send("piece", btoa(Array.from(some, (byte) => String.fromCharCode(byte)).join("")));
  }
}

async function takeFile(rtc) {
  const { type, pieces, ...end } = await rtc.signal.next("file", 60000);
  const parts = [];
  for (let piece = 0; piece < pieces; piece += 1) {
    const text = atob(await rtc.signal.next("piece"));
    parts.push(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  }
  return { blob: new Blob(parts, { type }), ...end };
}

// Create the two roles of the probe. The offerer records a MIME type that it claims to support; the answerer plays the
// file. Facts of the answerer: {claims, plays, error?, width, height, numbersAdvance, numbersToTheEnd, hasSound,
// soundToTheEnd}.
export function playedElsewhere(mimeType) {

  async function offerer(rtc) {
    if (!globalThis.MediaRecorder?.isTypeSupported(mimeType)) rtc.unsupported(`recording ${mimeType}`);
    const made = await recordStamped(rtc, mimeType, { withSound: /opus|mp4a/.test(mimeType), frames: FRAMES });
    if (made.error) rtc.unsupported(`recording ${mimeType}, which it claims (${made.error})`);
    await sendFile(rtc, made);
    return { facts: { mimeType: made.mimeType } };
  }

  async function answerer(rtc) {
    const { blob, ...end } = await takeFile(rtc);
    const element = document.createElement("video");
    const claims = element.canPlayType(mimeType);
    const { tone, ...played } = await playRecording(rtc, blob, end);
    if (claims === "" && !(played.plays && played.numbersAdvance)) rtc.unsupported(`playing ${mimeType}`);
    // Only the presence of a tone counts: it is 440 Hz or, if no AudioContext runs, the microphone's
    return { facts: { claims, ...played }, notes: { tone, bytes: blob.size } };
  }

  return { offerer, answerer };
}
