// Starts the TensorFlow.js backends on JavaScript, `WebAssembly`, WebGL and WebGPU; each multiplies two matrices.
// https://webassembly.github.io/spec/core/exec/numerics.html#floating-point-operations
// META: alone
// META: timeout=90
import { loadTensorFlow } from "../../lib/vision.js";

const BACKENDS = ["cpu", "wasm", "webgl", "webgpu"];
const SIZE = 24;

// Whole numbers: with single precision each product is exact.
const left = Array.from({ length: SIZE }, (_, row) => Array.from({ length: SIZE }, (_, column) => (row * 3 + column) % 7));
const right = Array.from({ length: SIZE }, (_, row) => Array.from({ length: SIZE }, (_, column) => (row + column * 5) % 11));
const product = left.map((row) => right[0].map((_, column) => row.reduce((sum, value, at) => sum + value * right[at][column], 0)));

async function multiply(tf) {
  const made = tf.tidy(() => tf.matMul(tf.tensor2d(left), tf.tensor2d(right)));
  const rows = await made.array();
  made.dispose();
  return rows.every((row, at) => row.every((value, column) => Math.abs(value - product[at][column]) < 0.5));
}

async function start(rtc, tf, name) {
  const began = performance.now();
  const set = await rtc.attempt(() => rtc.within(20000, tf.setBackend(name), `TensorFlow.js backend ${name}`));
  if (!set.ok || !set.value || tf.getBackend() !== name) return { starts: false };
  const right = await rtc.attempt(() => rtc.within(20000, multiply(tf), `matrix multiplication with the backend ${name}`));
  const ms = Math.round(performance.now() - began);
  return { starts: true, right: right.ok ? right.value : right.error.name, ms };
}

export default async function (rtc) {
  const tf = await loadTensorFlow(rtc, ["core", ...BACKENDS]);
  const facts = { registered: BACKENDS.filter((name) => tf.findBackendFactory(name) !== null), backends: {} };
  const metrics = {};
  for (const name of BACKENDS) {
    const { ms, ...told } = await start(rtc, tf, name);
    facts.backends[name] = told;
    if (ms !== undefined) metrics[`${name}_ms`] = ms;
  }
  const drawing = new OffscreenCanvas(1, 1);
  facts.offered = {
    webgl: drawing.getContext("webgl2") !== null,
    webgpu: Boolean(await navigator.gpu?.requestAdapter().catch(() => null)),
  };
  return { facts, metrics };
}
