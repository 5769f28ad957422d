// Every interface of the media families that a window has, with its constructor and members.
// https://webidl.spec.whatwg.org/#js-interfaces
import { interfacesOf } from "../../lib/surface.js";

export default async function () {
  return { facts: interfacesOf(globalThis) };
}
