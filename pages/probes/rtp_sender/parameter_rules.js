// `RTCRtpSender.setParameters()`: members that can be changed before and after negotiation, and errors. Needs no media.
// https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters
import { change, simulcastCall, SMALL } from "../../lib/simulcast.js";

const EDITS = {
  nothing: () => {},
  otherTransaction: (parameters) => (parameters.transactionId = "another"),
  noTransaction: (parameters) => delete parameters.transactionId,
  reordered: ({ encodings }) => encodings.reverse(),
  removed: ({ encodings }) => encodings.pop(),
  added: ({ encodings }) => encodings.push({ rid: "x", active: true }),
  emptied: (parameters) => (parameters.encodings = []),
  noEncodings: (parameters) => delete parameters.encodings,
  otherRid: ({ encodings }) => (encodings[0].rid = "x"),
  noRid: ({ encodings }) => delete encodings[0].rid,
  codecsEmptied: (parameters) => (parameters.codecs = []),
  noCodecs: (parameters) => delete parameters.codecs,
  extensionsEmptied: (parameters) => (parameters.headerExtensions = []),
  otherControl: (parameters) => (parameters.rtcp = { cname: "another", reducedSize: true }),
  scaleBelowOne: ({ encodings }) => (encodings[0].scaleResolutionDownBy = 0.5),
  rateNegative: ({ encodings }) => (encodings[0].maxFramerate = -1),
};

async function each(rtc, sender) {
  const outcomes = {};
  for (const [name, edit] of Object.entries(EDITS)) outcomes[name] = await change(rtc, sender, edit);
  return outcomes;
}

async function set(rtc, sender, parameters) {
  const done = await rtc.attempt(() => sender.setParameters(parameters));
  return done.ok ? "accepted" : done.error.name;
}

// Parameters can be used for one change, in the task in which they were read and the next.
async function transactions(rtc, sender) {
  const once = sender.getParameters();
  const first = await set(rtc, sender, once);
  const again = await set(rtc, sender, once);
  const early = sender.getParameters();
  const sameInATask = sender.getParameters().transactionId === early.transactionId;
  await change(rtc, sender, () => {});
  return { first, again, outdated: await set(rtc, sender, early), sameInATask };
}

async function beforeNegotiation(rtc) {
  const pc = rtc.connection();
  const { sender } = pc.addTransceiver("video", { sendEncodings: SMALL });
  const outcome = await change(rtc, sender, ({ encodings }) => {
    encodings[1].active = false;
    encodings[2].maxBitrate = 40000;
  });
  const { encodings } = sender.getParameters();
  const kept = { active: encodings.map(({ active }) => active), cap: encodings[2].maxBitrate ?? null };
  return { outcome, kept, rules: await each(rtc, sender) };
}

async function unread(rtc) {
  const { sender } = rtc.connection().addTransceiver("video");
  return set(rtc, sender, { encodings: [{}], transactionId: "", codecs: [], headerExtensions: [], rtcp: {} });
}

async function stopped(rtc) {
  const pc = rtc.connection();
  const transceiver = pc.addTransceiver("video");
  const parameters = transceiver.sender.getParameters();
  transceiver.stop();
  return set(rtc, transceiver.sender, parameters);
}

export default async function (rtc) {
  const call = await simulcastCall(rtc);
  const { sender } = call;
  return {
    facts: {
      joined: await each(rtc, sender),
      transactions: await transactions(rtc, sender),
      unread: await unread(rtc),
      before: await beforeNegotiation(rtc),
      stopped: await stopped(rtc),
      ridsAfterAll: sender.getParameters().encodings.map(({ rid }) => rid),
    },
  };
}
