// Interfaces of WebRTC, capture and codecs in a window, such as RTCPeerConnection: constructor, statics and members.
// https://webidl.spec.whatwg.org/#js-interfaces
import { interfacesOf } from "../../lib/surface.js";

export default async function () {
  return { facts: interfacesOf(globalThis) };
}
