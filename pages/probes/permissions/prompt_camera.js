// What a page is told before the person has decided about the camera, and what becomes of a request nobody answers.
// https://w3c.github.io/permissions/#dfn-request-permission-to-use
// META: spoils
import { exposure, queryState, requestPrompted } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "prompt", microphone: "prompt" });
  const before = await queryState(rtc, "camera");
  const exposed = await exposure();
  const requested = await requestPrompted(rtc, { video: true });
  return { facts: { before, exposed, requested, after: await queryState(rtc, "camera") } };
}
