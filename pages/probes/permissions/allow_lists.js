// `getUserMedia()` and `permissions.query()` in a cross-origin iframe with every allowlist form of the `allow` attribute.
// https://w3c.github.io/webappsec-permissions-policy/#iframe-allow-attribute
// META: timeout=40

const LISTS = {
  "camera": () => "camera",
  "camera *": () => "camera *",
  "camera 'src'": () => "camera 'src'",
  "camera 'self'": () => "camera 'self'",
  "camera 'none'": () => "camera 'none'",
  "camera ORIGIN": (origin) => `camera ${origin}`,
  "camera ORIGIN/path": (origin) => `camera ${origin}/some/path`,
  "camera 'self' ORIGIN": (origin) => `camera 'self' ${origin}`,
  "camera another origin": () => "camera https://example.com",
  "camera *.localhost": () => `camera http://*.localhost:${location.port}`,
  "camera 'none' *": () => "camera 'none' *",
  "camera 'none'; camera *": () => "camera 'none'; camera *",
  "camera *; camera 'none'": () => "camera *; camera 'none'",
  "CAMERA": () => "CAMERA",
  "camera, microphone": () => "camera, microphone",
  "camera=*": () => "camera=*",
  "camera=(self)": () => "camera=(self)",
  "camera self": () => "camera self",
  "nonsense; camera": () => "no-such-feature *; camera",
  "; camera ;": () => " ; camera ; ",
  "camera microphone": () => "camera microphone",
  "empty": () => "",
};

async function look(rtc, iframe) {
  const media = await rtc.attempt(() => iframe.run("getUserMedia", { video: true }));
  const told = await rtc.attempt(() => iframe.run("query", { name: "camera" }));
  await iframe.run("stop");
  return { given: media.ok ? "granted" : media.error.name, queried: told.value ?? told.error.name };
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const origin = rtc.otherOrigin();
  const opening = Object.entries(LISTS).map(async ([name, allow]) => [name, await rtc.openIframe({ origin, allow })]);
  const facts = {};
  // One after another: concurrent getUserMedia() calls of several frames may delay each other
  for (const [name, iframe] of await Promise.all(opening)) facts[name] = await look(rtc, iframe);
  return { facts };
}
