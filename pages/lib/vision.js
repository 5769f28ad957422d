// TensorFlow.js in a probe's page: its scripts, its backends, and a model that classifies shapes. Not part of `rtc`.

import { drawShape } from "./scene.js";

const BROUGHT = "TensorFlow.js (`rtcmatrix run --install-browsers` brings it)";

const FILES = {
  core: "@tensorflow/tfjs-core/dist/tf-core.min.js",
  layers: "@tensorflow/tfjs-layers/dist/tf-layers.min.js",
  cpu: "@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js",
  webgl: "@tensorflow/tfjs-backend-webgl/dist/tf-backend-webgl.min.js",
  webgpu: "@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js",
  wasm: "@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
};
const WASM = "@tensorflow/tfjs-backend-wasm/dist/";
const LOADING = 20000;

export const addressOf = (rtc, file) => {
  if (import.meta.url.startsWith("blob:")) rtc.unsupported("packages of a page server");
  return new URL(`../npm/${file}`, import.meta.url).href;
};

// Return the script URLs for a worker: the given parts, then tensorflow.js.
export const scriptsFor = (rtc, parts) =>
  [...parts.map((part) => addressOf(rtc, FILES[part])), new URL("tensorflow.js", import.meta.url).href];

function loadScript(src) {
  const script = Object.assign(document.createElement("script"), { src });
  return new Promise((resolve) => {
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => resolve(false));
    document.head.append(script);
  });
}

// Load parts ("core" first; see FILES) and return `tf`. The probe ends as unsupported if the packages are not installed.
export async function loadTensorFlow(rtc, parts = ["core", "layers", "cpu"]) {
  for (const src of scriptsFor(rtc, parts)) {
    if (!(await rtc.within(LOADING, loadScript(src), src.replace(/.*\//, "")))) rtc.unsupported(BROUGHT);
  }
  const { tf } = globalThis;
  if (parts.includes("wasm")) tf.wasm.setWasmPaths(addressOf(rtc, WASM));
  return tf;
}

// Train a model in this page on the CPU: {tf, model, accuracy, recognise(picture), trained_ms}.
export async function trainedModel(rtc) {
  const tf = await loadTensorFlow(rtc);
  await tf.setBackend("cpu");
  await tf.ready();
  const { shapes } = globalThis;
  const began = performance.now();
  const { model, accuracy } = await rtc.within(45000, shapes.train(tf), "training of the TensorFlow.js model");
  rtc.cleanup(() => model.dispose());
  const recognise = (picture) => shapes.recognise(tf, model, picture);
  return { tf, model, accuracy, recognise, trained_ms: Math.round(performance.now() - began) };
}

// Create a track with one dark shape in the middle of a light frame: {track, canvas, show(kind)}; null shows none.
export function shapeTrack(rtc, { width = 320, height = 320, framesPerSecond = 10, kind: first = "circle" } = {}) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  let kind = first;
  let count = 0;
  const draw = () => {
    count += 1;
    // Alternate two grays: a canvas that does not change produces no frames
    context.fillStyle = count % 2 ? "rgb(240 240 240)" : "rgb(236 236 236)";
    context.fillRect(0, 0, width, height);
    const size = 0.6 * Math.min(width, height);
    if (kind) drawShape(context, { kind, x: width / 2, y: height / 2, size, paint: "rgb(20 20 60)" });
  };
  draw();
  const drawing = setInterval(draw, 1000 / framesPerSecond);
  rtc.cleanup(() => clearInterval(drawing));
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  rtc.cleanup(() => track.stop());
  const show = (what) => {
    kind = what;
    draw();
  };
  return { track, canvas, show };
}

// Run look() until it returns `wanted` or the time is over. Return its last result.
export async function comesToSee(rtc, look, wanted, ms = 8000) {
  let told;
  const seen = async () => {
    told = await look();
    return told === wanted;
  };
  await rtc.attempt(() => rtc.until(seen, { ms, label: `a classified ${wanted}` }));
  return told ?? null;
}
