// Read the test video of the fake camera: left half red, right half blue, and a white bar, an eighth of the width, that
// moves to the right. A few frames show the colors and how the aspect ratio was changed.

const FILM = { width: 320, height: 240, bar: 40, left: [200, 30, 30], right: [30, 30, 200] };
const FRAMES = 6;
const NEAR = 40;

const near = (pixel, colour) => colour.every((value, index) => Math.abs(value - pixel[index]) <= NEAR);
const isWhite = (pixel) => pixel.every((value) => value > 200);
const isBlack = (pixel) => pixel.every((value) => value < 40);

function rowOf(video, canvas, at) {
  const { videoWidth: width, videoHeight: height } = video;
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor((height - 1) * at), width, 1);
  return Array.from({ length: width }, (_, x) => [data[4 * x], data[4 * x + 1], data[4 * x + 2]]);
}

function barWidth(row) {
  const white = row.map(isWhite);
  return white[0] || white.at(-1) ? 0 : white.filter(Boolean).length;
}

// Return how the video got its aspect ratio. After cropping, the bar keeps its ratio to the height. After scaling, it keeps
// its ratio to the width.
function shapeOf(bar, { width, height }) {
  if (Math.abs(width / height - FILM.width / FILM.height) < 0.01) return "as it is";
  const squeezed = (FILM.bar / FILM.width) * width;
  const scale = Math.max(width / FILM.width, height / FILM.height);
  const cut = FILM.bar * scale;
  if (Math.abs(cut - squeezed) < 4) return "not to be told";
  return Math.abs(bar - cut) <= Math.abs(bar - squeezed) ? "cut" : "squeezed";
}

// Return {width, height, redLeft, blueRight, blackEdges, moves, shape}. A color member is true if any frame shows that
// color at the edge.
export async function watchFilm(rtc, track) {
  const video = await rtc.play(track);
  const canvas = document.createElement("canvas");
  const seen = { redLeft: false, blueRight: false, blackEdges: false, moves: false };
  const places = new Set();
  let bar = 0;
  const look = () => {
    const row = rowOf(video, canvas, 0.5);
    seen.redLeft ||= near(row[1], FILM.left);
    seen.blueRight ||= near(row.at(-2), FILM.right);
    seen.blackEdges ||= isBlack(row[0]) || rowOf(video, canvas, 0).every(isBlack);
    bar = Math.max(bar, barWidth(row));
    places.add(row.findIndex(isWhite));
    return places.size >= FRAMES && bar > 0 && seen.redLeft && seen.blueRight;
  };
  await rtc.attempt(() => rtc.until(look, { ms: 4000, every: 30, label: "every color and position of the test video" }));
  const size = { width: video.videoWidth, height: video.videoHeight };
  video.srcObject = null;
  video.remove();
  return { ...size, ...seen, moves: places.size > 2, shape: bar ? shapeOf(bar, size) : null };
}
