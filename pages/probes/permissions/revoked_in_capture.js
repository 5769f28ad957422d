// Camera permission revoked during capture: `readyState`, `ended`, and new `getUserMedia()` calls.
// https://w3c.github.io/permissions/#dfn-react-to-the-user-revoking-permission
import { queryState, requestMedia } from "../../lib/grants.js";

const DEADLINE = 1500;

export default async function (rtc) {
  const stream = await rtc.camera();
  const [track] = stream.getVideoTracks();
  const events = [];
  for (const type of ["ended", "mute", "unmute"]) track.addEventListener(type, () => events.push(type));
  const before = { readyState: track.readyState, muted: track.muted };
  await rtc.permit({ camera: "denied" });
  const state = await queryState(rtc, "camera");
  await rtc.attempt(() => rtc.until(() => events.includes("ended"), { ms: DEADLINE, label: "track ended event" }));
  const after = { readyState: track.readyState, ended: events.includes("ended") };
  const again = await requestMedia(rtc, { video: true });
  await rtc.permit({ camera: "granted" });
  const grantedAgain = await requestMedia(rtc, { video: true });
  return { facts: { before, state, after, again, grantedAgain }, notes: { events, muted: track.muted } };
}
