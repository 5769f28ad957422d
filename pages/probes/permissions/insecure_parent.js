// `isSecureContext` and `mediaDevices` in iframes of secure addresses inside an insecure page (http).
// https://w3c.github.io/webappsec-secure-contexts/#ancestors
// META: origin=insecure
import { iframeAccess } from "../../lib/grants.js";

const HOSTS = { same: null, localhost: "localhost", loopback: "127.0.0.1" };

export default async function (rtc) {
  const facts = { page: { isSecureContext, mediaDevices: navigator.mediaDevices !== undefined } };
  for (const [name, host] of Object.entries(HOSTS)) {
    const origin = host ? `${location.protocol}//${host}:${location.port}` : "same";
    const opened = await rtc.attempt(() => iframeAccess(rtc, { origin, allow: "camera *; microphone *" }));
    facts[name] = opened.ok ? opened.value.surroundings : { error: opened.error.name };
  }
  return { facts };
}
