// `getUserMedia()` in nested cross-origin iframes, with and without `allow` at each level.
// https://w3c.github.io/webappsec-permissions-policy/#algo-define-inherited-policy-in-container
// META: timeout=40

const CASES = {
  allowAtBothLevels: { outer: "camera *", inner: "camera *", home: false },
  noInnerAllow: { outer: "camera *", inner: null, home: false },
  noOuterAllow: { outer: null, inner: "camera *", home: false },
  nestedTopOriginAllowed: { outer: "camera *", inner: "camera *", home: true },
  nestedTopOriginNoOuterAllow: { outer: null, inner: "camera *", home: true },
  allowWithoutWildcard: { outer: "camera", inner: "camera", home: false },
};

async function look(rtc, [middle, far], { outer, inner, home }) {
  const iframe = await rtc.openIframe({ origin: middle, allow: outer });
  await iframe.run("nest", { origin: home ? location.origin : far, allow: inner });
  const ask = async (command, params) => {
    const asked = await rtc.attempt(() => iframe.run("inner", { command, params }));
    return asked.ok ? asked.value : asked.error.name;
  };
  const facts = { camera: await ask("getUserMedia", { video: true }), queried: await ask("query", { name: "camera" }) };
  await ask("stop");
  return facts;
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const origins = [rtc.otherOrigin(), rtc.otherOrigin()];
  const facts = {};
  for (const [name, setup] of Object.entries(CASES)) facts[name] = await look(rtc, origins, setup);
  return { facts };
}
