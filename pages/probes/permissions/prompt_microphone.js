// `permissions.query()`, `enumerateDevices()` and `getUserMedia({audio: true})` with an unanswered microphone prompt.
// https://w3c.github.io/permissions/#dfn-request-permission-to-use
// META: spoils
import { exposure, queryState, requestPrompted } from "../../lib/grants.js";

export default async function (rtc) {
  await rtc.permit({ camera: "prompt", microphone: "prompt" });
  const before = await queryState(rtc, "microphone");
  const exposed = await exposure();
  const requested = await requestPrompted(rtc, { audio: true });
  return { facts: { before, exposed, requested, after: await queryState(rtc, "microphone") } };
}
