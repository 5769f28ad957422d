// Trains a TensorFlow.js model on `getImageData()` of drawings and recognizes new ones in a canvas.
// https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-getimagedata
// META: alone
// META: timeout=90
import { comesToSee, shapeTrack, trainedModel } from "../../lib/vision.js";

const LOOKS = 20;

export default async function (rtc) {
  const { tf, recognise, accuracy, trained_ms } = await trainedModel(rtc);
  const { canvas, show } = shapeTrack(rtc);
  const told = {};
  for (const kind of [...globalThis.shapes.KINDS, null]) {
    show(kind);
    told[kind ?? "nothing"] = await comesToSee(rtc, () => recognise(canvas), kind, 2000);
  }
  const tensors = tf.memory().numTensors;
  const began = performance.now();
  for (let at = 0; at < LOOKS; at += 1) await recognise(canvas);
  return {
    facts: { learned: accuracy >= 0.95, told, keepsNoTensors: tf.memory().numTensors === tensors },
    metrics: { trained_ms, look_ms: Math.round((100 * (performance.now() - began)) / LOOKS) / 100 },
    notes: { accuracy },
  };
}
