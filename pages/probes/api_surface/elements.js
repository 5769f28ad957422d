// captureStream(), setSinkId(), requestPictureInPicture() and other members of elements, Document and Navigator.
// https://html.spec.whatwg.org/multipage/media.html#htmlmediaelement
import { partsOf } from "../../lib/surface.js";

export default async function () {
  return { facts: partsOf(globalThis) };
}
