// Constructors of WebRTC, capture and codec interfaces and events, such as RTCIceCandidate: members read of their dictionaries.
// https://webidl.spec.whatwg.org/#interface-object
import { membersRead } from "../../lib/reads.js";
import { interfaceNames } from "../../lib/surface.js";

const NOT_HERE = ["RTCPeerConnection", "webkitRTCPeerConnection", "AudioContext"];

// Values of required members by name, for every constructor.
function values(rtc) {
  const pc = rtc.connection();
  const transceiver = pc.addTransceiver("video");
  return {
    track: rtc.pictureTrack(), kind: "video", streams: [], channel: pc.createDataChannel("reads"),
    transceiver, receiver: transceiver.receiver,
    errorDetail: "data-channel-failure", errorCode: 701, tone: "1", output: () => {}, error: () => {}, timestamp: 0, scheme: "x",
    format: "f32", sampleRate: 48000, numberOfFrames: 1, numberOfChannels: 1, data: new Float32Array(1), type: "key",
  };
}

function valuesOfEvents(common) {
  const error = globalThis.RTCError ? new RTCError({ errorDetail: "data-channel-failure" }, "") : null;
  return { ...common, error, data: new Blob([]) };
}

// Constructors that take other values for the same member names.
const OTHERWISE = { RTCSessionDescription: { type: "offer" }, MediaStreamTrackGenerator: { track: undefined } };
const PICTURE = { values: { src: "https://picture.test/" } };
const INSIDE = { artwork: PICTURE, chapterInfo: { inside: { artwork: PICTURE } } };

function construct(made) {
  if (typeof made.close === "function") made.close();
}

export default async function (rtc) {
  const common = values(rtc);
  const ofEvents = valuesOfEvents(common);
  const ofEvery = Object.keys(membersRead((init) => new Event("reads", init)));
  const facts = {};
  for (const name of interfaceNames(globalThis)) {
    const type = globalThis[name];
    if (NOT_HERE.includes(name) || type.name !== name) continue;
    const isEvent = type.prototype instanceof Event;
    const plan = { values: isEvent ? ofEvents : { ...common, ...OTHERWISE[name] }, inside: INSIDE };
    const read = Object.entries(membersRead((init) => construct(isEvent ? new type("reads", init) : new type(init)), plan));
    const own = read.filter(([member]) => !isEvent || !ofEvery.includes(member));
    if (own.length > 0) facts[name] = Object.fromEntries(own);
  }
  return { facts };
}
