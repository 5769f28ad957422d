// Calls RTCPeerConnection.close() with an open RTCDataChannel; notes readyState and events at both ends.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close
// META: timeout=40
import { openChannel, watchEnds } from "../../lib/channels.js";

// The members of an RTCError that do not differ from run to run.
const detailOf = ({ error }) => ({
  name: error?.name ?? null,
  interface: error?.constructor?.name ?? null,
  detail: error?.errorDetail ?? null,
  cause: error?.sctpCauseCode ?? null,
});

export default async function (rtc) {
  const { a, b, near, far } = await openChannel(rtc);
  const told = { near: watchEnds(near), far: watchEnds(far) };
  const errors = { near: [], far: [] };
  near.addEventListener("error", (event) => errors.near.push(detailOf(event)));
  far.addEventListener("error", (event) => errors.far.push(detailOf(event)));
  const closed = rtc.event(far, "close", 10000);
  a.close();
  const state = near.readyState;
  const late = await rtc.attempt(async () => near.send("late"));
  const seen = await rtc.attempt(() => closed);
  await rtc.attempt(() => rtc.until(() => told.near.some((text) => text.startsWith("close ")), { ms: 2000, label: "close event" }));
  await rtc.attempt(() => rtc.until(() => b.sctp?.state === "closed", { label: "RTCSctpTransport.state closed" }));
  return {
    facts: {
      nearReadyStateAfterClose: state,
      sendAfterClose: late.ok ? "taken" : late.error.name,
      farCloseEvent: seen.ok,
      farReadyState: far.readyState,
      nearFiresNoEvents: told.near.length === 0,
      far: told.far,
      farErrorEvents: errors.far,
      farSctpState: b.sctp?.state ?? null,
    },
    notes: { near: told.near },
  };
}
