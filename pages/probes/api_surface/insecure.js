// Interfaces of WebRTC, capture and codecs in an insecure context (http): isSecureContext, Navigator members.
// https://w3c.github.io/webappsec-secure-contexts/#integration-idl
// META: origin=insecure
import { interfaceNames, partsOf } from "../../lib/surface.js";

export default async function () {
  const { Navigator } = partsOf(globalThis);
  const interfaces = Object.fromEntries(interfaceNames(globalThis).map((name) => [name, true]));
  return { facts: { secure: isSecureContext, interfaces, Navigator } };
}
