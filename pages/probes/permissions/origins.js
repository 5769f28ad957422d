// `permissions.query()` and `getUserMedia()` of a page and its iframe, with camera decisions for either origin.
// https://w3c.github.io/permissions/#dfn-permission-key
// META: timeout=30
import { queryState, requestMedia } from "../../lib/grants.js";

const ALLOW = "camera; microphone";

async function inFrame(rtc, frame) {
  const query = await rtc.attempt(() => frame.run("query", { name: "camera" }));
  const media = await rtc.attempt(() => frame.run("getUserMedia", { video: true }));
  await frame.run("stop");
  return { queried: query.value ?? query.error.name, given: media.value ?? media.error.name };
}

async function decide(rtc, frame, own, foreign) {
  await rtc.permit({ camera: own });
  await rtc.permit({ camera: foreign }, { origin: frame.origin });
  return {
    page: { queried: await queryState(rtc, "camera"), given: await requestMedia(rtc, { video: true }) },
    frame: await inFrame(rtc, frame),
  };
}

export default async function (rtc) {
  const frame = await rtc.frame({ origin: "other", allow: ALLOW });
  return {
    facts: {
      bothGranted: await decide(rtc, frame, "granted", "granted"),
      frameDenied: await decide(rtc, frame, "granted", "denied"),
      pageDenied: await decide(rtc, frame, "denied", "granted"),
    },
  };
}
