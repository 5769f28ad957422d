// `isSecureContext`, `mediaDevices` and `getUserMedia()` in iframes of localhost, 127.0.0.1 and an insecure host.
// https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
import { iframeAccess } from "../../lib/grants.js";

const HOSTS = { localhost: "localhost", localhostSubdomain: "a.b.localhost", loopback: "127.0.0.1", insecure: "insecure.rtc.test" };

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const facts = { page: { isSecureContext, mediaDevices: navigator.mediaDevices !== undefined } };
  for (const [name, host] of Object.entries(HOSTS)) {
    const origin = `${location.protocol}//${host}:${location.port}`;
    const opened = await rtc.attempt(() => iframeAccess(rtc, { origin, allow: "camera *; microphone *" }));
    if (!opened.ok) facts[name] = { error: opened.error.name };
    else facts[name] = { ...opened.value.surroundings, camera: opened.value.camera ?? null, queried: opened.value.queried?.camera ?? null };
  }
  return { facts };
}
