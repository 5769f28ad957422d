// `document.permissionsPolicy` or `featurePolicy`: `features()` and `allowsFeature()` under a Permissions-Policy header.
// https://w3c.github.io/webappsec-permissions-policy/#introspection
// META: header=Permissions-Policy: microphone=(), display-capture=(self), speaker-selection=()
import { allowedFeatures } from "../../lib/grants.js";

const FEATURES = ["camera", "microphone", "display-capture", "speaker-selection"];

export default async function (rtc) {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  const list = policy?.features?.() ?? null;
  return {
    facts: {
      permissionsPolicy: "permissionsPolicy" in document,
      featurePolicy: "featurePolicy" in document,
      interfaces: ["PermissionsPolicy", "FeaturePolicy"].filter((name) => name in globalThis),
      listed: list && FEATURES.filter((name) => list.includes(name)),
      allowed: allowedFeatures(FEATURES),
      frameAttributeKnown: "allow" in HTMLIFrameElement.prototype,
      iframePolicy: ["permissionsPolicy", "featurePolicy"].filter((name) => name in HTMLIFrameElement.prototype),
    },
    notes: { features: list },
  };
}
