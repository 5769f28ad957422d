// Which interfaces of the media families are left to a page on plain http.
// https://w3c.github.io/webappsec-secure-contexts/#integration-idl
// META: origin=insecure
import { interfaceNames, partsOf } from "../../lib/surface.js";

export default async function () {
  const { Navigator } = partsOf(globalThis);
  const interfaces = Object.fromEntries(interfaceNames(globalThis).map((name) => [name, true]));
  return { facts: { secure: isSecureContext, interfaces, Navigator } };
}
