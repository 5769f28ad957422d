// A recording that one browser makes and another one plays: the file itself passes between them.

import { playRecording, recordStamped } from "./playback.js";

// More than elsewhere, for what another browser plays is not recorded once more
const FRAMES = 100;
// Bytes of a piece as text: what passes through the tool is JSON.
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

// The two parts of such a probe: the offerer records as a type that it claims, the answerer plays what came of it. Facts of
// the player: {claims, plays, error?, width, height, numbersAdvance, numbersToTheEnd, hasSound, soundToTheEnd}.
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
    // The tone is one of 440 Hz or, where no AudioContext runs, that of the microphone: what counts is that one is heard
    return { facts: { claims, ...played }, notes: { tone, bytes: blob.size } };
  }

  return { offerer, answerer };
}
