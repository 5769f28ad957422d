// `permissions.query()`, `enumerateDevices()` and `getUserMedia({video: true})` with an unanswered camera prompt.
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
