// RTCPeerConnection.close() of the remote peer: RTCDataChannel, track, connectionState, ICE and DTLS states on this side.
// https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close
// META: timeout=60

const PATIENCE = 20000;

export default async function (rtc) {
  let channel;
  let other;
  const [a, b] = await rtc.loopback({
    prepare(pc, far) {
      pc.addTrack(rtc.pictureTrack());
      channel = pc.createDataChannel("far");
      far.addEventListener("datachannel", (event) => (other = event.channel));
    },
  });
  const { receiver: { track } } = b.getTransceivers()[0];
  await rtc.until(() => channel.readyState === "open" && other?.readyState === "open", { label: "RTCDataChannel open" });
  await rtc.attempt(() => rtc.until(() => !track.muted, { label: "MediaStreamTrack unmute event" }));
  const seen = { channel: [], connection: [], ice: [], dtls: [], track: [] };
  const started = performance.now();
  const at = {};
  const note = (name, value) => {
    seen[name].push(value);
    at[`${name} ${value}`] = Math.round(performance.now() - started);
  };
  for (const type of ["closing", "close", "error"]) other.addEventListener(type, () => note("channel", type));
  for (const type of ["mute", "ended"]) track.addEventListener(type, () => note("track", type));
  b.addEventListener("connectionstatechange", () => note("connection", b.connectionState));
  b.addEventListener("iceconnectionstatechange", () => note("ice", b.iceConnectionState));
  b.sctp.transport.addEventListener("statechange", () => note("dtls", b.sctp.transport.state));
  a.close();
  const closes = await rtc.attempt(
    () => rtc.until(() => seen.channel.includes("close"), { ms: PATIENCE, label: "RTCDataChannel close event" })
  );
  const told = await rtc.attempt(
    () => rtc.until(() => b.connectionState !== "connected", { ms: PATIENCE, label: "connectionState change" })
  );
  return {
    facts: {
      channelCloses: closes.ok, channel: other.readyState, connectionTold: told.ok, dtlsClosed: b.sctp.transport.state === "closed",
      closedByItself: b.signalingState === "closed", track: track.readyState,
    },
    notes: { seen, at, connection: b.connectionState, ice: b.iceConnectionState },
  };
}
