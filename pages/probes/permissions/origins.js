// `permissions.query()` and `getUserMedia()` of a page and its iframe, with camera decisions for either origin.
// https://w3c.github.io/permissions/#dfn-permission-key
// META: timeout=30
import { queryState, requestMedia } from "../../lib/grants.js";

const ALLOW = "camera; microphone";

async function inIframe(rtc, iframe) {
  const query = await rtc.attempt(() => iframe.run("query", { name: "camera" }));
  const media = await rtc.attempt(() => iframe.run("getUserMedia", { video: true }));
  await iframe.run("stop");
  return { queried: query.value ?? query.error.name, given: media.value ?? media.error.name };
}

async function decide(rtc, iframe, own, foreign) {
  await rtc.permit({ camera: own });
  await rtc.permit({ camera: foreign }, { origin: iframe.origin });
  return {
    page: { queried: await queryState(rtc, "camera"), given: await requestMedia(rtc, { video: true }) },
    frame: await inIframe(rtc, iframe),
  };
}

export default async function (rtc) {
  const iframe = await rtc.openIframe({ origin: "other", allow: ALLOW });
  return {
    facts: {
      bothGranted: await decide(rtc, iframe, "granted", "granted"),
      frameDenied: await decide(rtc, iframe, "granted", "denied"),
      pageDenied: await decide(rtc, iframe, "denied", "granted"),
    },
  };
}
