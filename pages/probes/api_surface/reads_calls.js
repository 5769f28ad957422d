// RTCPeerConnection, RTCRtpSender and RTCRtpTransceiver methods: members read of their dictionary arguments.
// https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface
import { readsOf } from "../../lib/reads.js";

const SERVER = { values: { urls: "stun:127.0.0.1:3478" } };
const CODEC = { values: { mimeType: "video/VP8", clockRate: 90000 } };
const CONFIGURATION = { inside: { iceServers: SERVER } };

function setup(rtc) {
  const connect = (configuration) => {
    const pc = new RTCPeerConnection(configuration);
    rtc.cleanup(() => pc.close());
  };
  return {
    RTCPeerConnection: [connect, CONFIGURATION],
    generateCertificate: [(algorithm) => RTCPeerConnection.generateCertificate(algorithm), { values: { name: "ECDSA" } }],
  };
}

// Methods that change a connection get one of their own.
function connection(rtc) {
  const fresh = () => {
    const pc = new RTCPeerConnection();
    rtc.cleanup(() => pc.close());
    return pc;
  };
  const one = fresh();
  const described = fresh();
  const many = fresh();
  return {
    setConfiguration: [(configuration) => one.setConfiguration(configuration), CONFIGURATION],
    createDataChannel: [(options) => many.createDataChannel("reads", options)],
    addTransceiver: [(options) => many.addTransceiver("video", options), { inside: { sendEncodings: { inside: { codec: CODEC } } } }],
    createOffer: [(options) => one.createOffer(options)],
    createAnswer: [(options) => one.createAnswer(options)],
    setLocalDescription: [(description) => described.setLocalDescription(description), { values: { type: "pranswer" } }],
    setRemoteDescription: [(description) => described.setRemoteDescription(description), { values: { type: "pranswer" } }],
    addIceCandidate: [(candidate) => described.addIceCandidate(candidate)],
    startDiagnosticLogging: RTCPeerConnection.startDiagnosticLogging && [(options) => RTCPeerConnection.startDiagnosticLogging(options)],
  };
}

function sending(rtc) {
  const pc = new RTCPeerConnection();
  rtc.cleanup(() => pc.close());
  const transceiver = pc.addTransceiver("video");
  const { sender } = transceiver;
  const parameters = sender.getParameters();
  const inside = {
    encodings: { inside: { codec: CODEC } },
    codecs: { values: { ...CODEC.values, payloadType: 96 } },
    headerExtensions: { values: { id: 1, uri: "urn:x" } },
  };
  const needed = { encodings: parameters.encodings, transactionId: "x", codecs: [], headerExtensions: [], rtcp: {} };
  const prefer = transceiver.setCodecPreferences && ((entry) => transceiver.setCodecPreferences([entry]));
  const extend = transceiver.setHeaderExtensionsToNegotiate && ((entry) => transceiver.setHeaderExtensionsToNegotiate([entry]));
  return {
    setParameters: [(changed) => sender.setParameters(changed), { values: needed, inside }],
    "setParameters options": [(options) => sender.setParameters(sender.getParameters(), options)],
    setCodecPreferences: prefer && [prefer, CODEC],
    setHeaderExtensionsToNegotiate: extend && [extend, { values: { uri: "urn:x", direction: "sendrecv" } }],
  };
}

export default async function (rtc) {
  if (typeof RTCPeerConnection !== "function") rtc.unsupported("RTCPeerConnection");
  return { facts: readsOf({ ...setup(rtc), ...connection(rtc), ...sending(rtc) }) };
}
