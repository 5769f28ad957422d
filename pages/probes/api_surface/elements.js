// What media elements, canvas, document and navigator have of the media families.
// https://html.spec.whatwg.org/multipage/media.html#htmlmediaelement
import { partsOf } from "../../lib/surface.js";

export default async function () {
  return { facts: partsOf(globalThis) };
}
