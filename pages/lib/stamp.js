// Frames that carry their number in black and white blocks, and the code that reads it. The number identifies lost,
// repeated and missing frames, also after scaling and encoding.

const COLUMNS = 8;
const ROWS = 2;
const BITS = 12;
export const NUMBERS = 1 << BITS;
// The share of the height that the blocks cover, from the top. The rest moves, so that the encoder has changes to encode.
const BAND = 0.4;
const READ_WIDTH = 64;
const READ_HEIGHT = 48;

// Four check bits that most misread numbers do not match. A frame without blocks (all black, all white) never matches.
const checkOf = (number) => ((number ^ (number >> 4) ^ (number >> 8)) & 15) ^ 9;

// Draw the blocks of a number, 0 to NUMBERS - 1, over the upper part of a frame.
export function drawStamp(context, width, height, number) {
  const bits = (number << 4) | checkOf(number);
  const blockWidth = width / COLUMNS;
  const blockHeight = (height * BAND) / ROWS;
  for (let at = 0; at < COLUMNS * ROWS; at += 1) {
    context.fillStyle = (bits >> at) & 1 ? "white" : "black";
    context.fillRect((at % COLUMNS) * blockWidth, Math.floor(at / COLUMNS) * blockHeight, blockWidth, blockHeight);
  }
}

// Source frames between the first check and the last one, so that a failure shortly after the start of a call is seen.
export const LASTING = 45;

// Create a track with a consecutive number in each frame, from 0 to 4095 and then from 0 again: {track, canvas, count()}.
// `hue` sets the color below the blocks. The canvas may be resized. It needs no camera, so other pages do not affect it.
export function stampedTrack(rtc, { width = 640, height = 360, framesPerSecond = 20, hue = null } = {}) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  let count = -1;
  const draw = () => {
    count += 1;
    const { width, height } = canvas;
    context.fillStyle = `hsl(${hue ?? (count * 7) % 360} 80% ${50 + (count % 20)}%)`;
    context.fillRect(0, 0, width, height);
    context.fillStyle = "white";
    context.fillRect((count * 9) % width, height * 0.6, width / 8, height / 6);
    drawStamp(context, width, height, count % NUMBERS);
  };
  draw();
  const drawing = setInterval(draw, 1000 / framesPerSecond);
  rtc.cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  rtc.cleanup(() => track.stop());
  return { track, canvas, count: () => count };
}

// Return the number that a video element, canvas, VideoFrame or ImageBitmap shows now, or null if none can be read.
export function readStamp(source, canvas = new OffscreenCanvas(READ_WIDTH, READ_HEIGHT)) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, READ_WIDTH, READ_HEIGHT);
  const { data } = context.getImageData(0, 0, READ_WIDTH, READ_HEIGHT);
  let bits = 0;
  for (let at = 0; at < COLUMNS * ROWS; at += 1) {
    const x = Math.floor(((at % COLUMNS) + 0.5) * (READ_WIDTH / COLUMNS));
    const y = Math.floor((Math.floor(at / COLUMNS) + 0.5) * ((READ_HEIGHT * BAND) / ROWS));
    if (data[(y * READ_WIDTH + x) * 4 + 1] > 127) bits |= 1 << at;
  }
  const number = bits >> 4;
  return (bits & 15) === checkOf(number) ? number : null;
}

// Read the numbers of a track or stream until `enough` were read and, with a `span`, as many that were drawn at least
// `span` frames after the first; for at most `ms`. Return {read, late, first, last, backwards, unread, width, height}: the
// numbers read, those after the span, how often a number was lower than the one before, and how many reads had no number.
// Without any frame `read` is 0 and the rest null.
export async function watchStamps(rtc, source, { enough = 10, span = 0, ms = 8000 } = {}) {
  const seen = { read: 0, late: 0, first: null, last: null, backwards: 0, unread: 0, width: null, height: null };
  const playing = await rtc.attempt(() => rtc.play(source, { ms }));
  if (!playing.ok) return seen;
  const video = playing.value;
  const canvas = new OffscreenCanvas(READ_WIDTH, READ_HEIGHT);
  const look = () => {
    const number = readStamp(video, canvas);
    if (number === null) seen.unread += 1;
    else if (number !== seen.last) {
      if (seen.last !== null && number < seen.last) seen.backwards += 1;
      seen.first ??= number;
      seen.last = number;
      seen.read += 1;
      if (number >= seen.first + span) seen.late += 1;
    }
    return seen.read >= enough && (span === 0 || seen.late >= enough);
  };
  await rtc.attempt(() => rtc.until(look, { ms, every: 25, label: `${enough} numbered frames` }));
  return { ...seen, width: video.videoWidth, height: video.videoHeight };
}
