// Captures the own tab with getDisplayMedia(), changes the page's color and looks for it in the frames.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils

const COLOURS = { magenta: [230, 20, 200], green: [20, 200, 40] };
const TOLERANCE = 40;
const SIDE = 32;

// A page in one color with a changing number: browsers capture a page that does not change only once.
function makePoster(rtc) {
  const poster = document.createElement("div");
  rtc.cleanup(() => poster.remove());
  poster.style.cssText = "position:fixed;inset:0";
  const counter = document.createElement("p");
  poster.append(counter);
  document.body.append(poster);
  let count = 0;
  const counting = setInterval(() => (counter.textContent = String((count += 1))), 50);
  rtc.cleanup(() => clearInterval(counting));
  return { paint: ([red, green, blue]) => (poster.style.background = `rgb(${red},${green},${blue})`) };
}

// Whether a fifth of the frame has the color: the page need not fill the captured tab.
function shows(video, [red, green, blue]) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, SIDE, SIDE);
  const pixels = context.getImageData(0, 0, SIDE, SIDE).data;
  let alike = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const off = Math.max(Math.abs(pixels[i] - red), Math.abs(pixels[i + 1] - green), Math.abs(pixels[i + 2] - blue));
    if (off <= TOLERANCE) alike += 1;
  }
  return alike > SIDE * SIDE * 0.2;
}

export default async function (rtc) {
  const poster = makePoster(rtc);
  poster.paint(COLOURS.magenta);
  const stream = await rtc.captureTab();
  const [track] = stream.getVideoTracks();
  const video = await rtc.play(track);
  const appears = async (colour) => {
    const seen = await rtc.attempt(() => rtc.until(() => shows(video, colour), { ms: 20000, label: "the page's color in the capture" }));
    return seen.ok;
  };
  const firstColor = await appears(COLOURS.magenta);
  poster.paint(COLOURS.green);
  const secondColor = await appears(COLOURS.green);
  // A browser's sharing bar resizes the tab, and frames captured before still have the old size.
  const isOfItsSize = () => {
    const { width, height } = track.getSettings();
    return width === video.videoWidth && height === video.videoHeight;
  };
  const sized = await rtc.attempt(() => rtc.until(isOfItsSize, { ms: 20000, label: "a frame with the size in getSettings()" }));
  return {
    facts: {
      kinds: stream.getTracks().map((each) => each.kind),
      firstColor,
      secondColor,
      frameMatchesSettings: sized.ok,
      frameMatchesViewport: video.videoWidth === innerWidth && video.videoHeight === innerHeight,
      trackInterface: track.constructor.name,
      readyState: track.readyState,
      labelExposed: track.label !== "",
    },
    notes: { label: track.label, size: [video.videoWidth, video.videoHeight], viewport: [innerWidth, innerHeight] },
  };
}
