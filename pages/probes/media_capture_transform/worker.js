// Trains the model in a worker; recognizes shapes in a transferred `ImageBitmap` or VideoFrame.
// https://html.spec.whatwg.org/multipage/canvas.html#the-offscreencanvas-interface
// META: alone
// META: timeout=90
import { comesToSee, loadTensorFlow, scriptsFor, shapeTrack } from "../../lib/vision.js";

const PARTS = ["core", "layers", "cpu"];

function startWorker(rtc) {
  const worker = new Worker(new URL("../../lib/vision_worker.js", import.meta.url));
  rtc.cleanup(() => worker.terminate());
  const waiting = [];
  worker.addEventListener("message", ({ data }) => waiting.shift()(data));
  return async (message, transfer = []) => {
    const answer = new Promise((resolve) => waiting.push(resolve));
    worker.postMessage(message, transfer);
    const told = await rtc.within(45000, answer, `${message.do} in the worker`);
    if (told.error) throw Object.assign(new Error(told.error.message), told.error);
    return told.value;
  };
}

export default async function (rtc) {
  await loadTensorFlow(rtc, ["core"]);
  const run = startWorker(rtc);
  const learned = await run({ do: "train", scripts: scriptsFor(rtc, PARTS) });
  const shown = shapeTrack(rtc);
  const video = await rtc.play(shown.track);
  const looks = {
    ImageBitmap: () => createImageBitmap(video),
    VideoFrame: typeof VideoFrame === "function" ? async () => new VideoFrame(video) : null,
  };
  const told = {};
  for (const [name, take] of Object.entries(looks)) {
    told[name] = take ? {} : null;
    for (const kind of take ? ["circle", "square", "triangle"] : []) {
      shown.show(kind);
      const look = async () => {
        const picture = await take();
        return run({ do: "look", picture }, [picture]);
      };
      told[name][kind] = await comesToSee(rtc, look, kind);
    }
  }
  return { facts: { learned: learned.accuracy >= 0.95, canvas: learned.canvas, told }, notes: learned };
}
