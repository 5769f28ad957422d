// createOffer() with offerToReceiveAudio, setLocalDescription() without an argument, invalid descriptions, pranswer.
// https://w3c.github.io/webrtc-pc/#dom-rtcofferoptions
// META: timeout=60
import { exchange, joinedPair, outcome, valuesOf } from "../../lib/peers.js";
import { sectionsOf } from "../../lib/sdp.js";

const kindsOf = ({ sdp }) => sectionsOf(sdp).map(({ kind, direction }) => `${kind} ${direction ?? ""}`.trim());

async function legacy(rtc, options, prepare = () => {}) {
  const pc = rtc.connection();
  prepare(pc);
  const made = await rtc.attempt(() => pc.createOffer(options));
  return made.ok ? kindsOf(made.value) : made.error.name;
}

async function implicit(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b);
  const called = await outcome(rtc, async () => {
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription);
  });
  return {
    called, types: [a.localDescription?.type ?? null, b.localDescription?.type ?? null],
    echoed: called === "accepted" && (await message.done()),
  };
}

async function answers(rtc) {
  const [a, b] = joinedPair(rtc);
  a.createDataChannel("answers");
  const early = await outcome(rtc, () => b.createAnswer());
  await a.setLocalDescription(await a.createOffer());
  const own = await outcome(rtc, () => a.createAnswer());
  await b.setRemoteDescription(a.localDescription);
  const offerInstead = await outcome(rtc, async () => b.setLocalDescription(await b.createOffer()));
  await b.setLocalDescription(await b.createAnswer());
  const again = await outcome(rtc, () => b.setLocalDescription(b.localDescription));
  const twice = await outcome(rtc, () => a.setLocalDescription(b.localDescription));
  return { early, own, offerInstead, again, twice };
}

async function wrong(rtc) {
  const fresh = () => rtc.connection();
  const offer = await (async () => {
    const pc = fresh();
    pc.createDataChannel("wrong");
    return pc.createOffer();
  })();
  const change = async (sdp) => fresh().setRemoteDescription({ type: "offer", sdp });
  return {
    nonsense: await outcome(rtc, () => change("nonsense")), empty: await outcome(rtc, () => change("")),
    "without a fingerprint": await outcome(rtc, () => change(offer.sdp.replace(/a=fingerprint:.*\r\n/g, ""))),
    "without credentials": await outcome(rtc, () => change(offer.sdp.replace(/a=ice-(ufrag|pwd):.*\r\n/g, ""))),
    "an answer first": await outcome(rtc, () => fresh().setRemoteDescription({ type: "answer", sdp: offer.sdp })),
    "unknown type": await outcome(rtc, () => fresh().setRemoteDescription({ type: "unknown", sdp: offer.sdp })),
    "changed offer": await outcome(rtc, async () => {
      const pc = fresh();
      pc.createDataChannel("changed");
      const made = await pc.createOffer();
      await pc.setLocalDescription({ type: "offer", sdp: made.sdp.replace(/a=ice-ufrag:.*/, "a=ice-ufrag:changed") });
    }),
  };
}

// Two offers of one connection: their session id and version in the o= line.
async function numbered(rtc) {
  const pc = rtc.connection();
  pc.createDataChannel("numbered");
  const origin = ({ sdp }) => /^o=\S+ (\d+) (\d+)/m.exec(sdp).slice(1).map(BigInt);
  const first = await pc.createOffer();
  await pc.setLocalDescription(first);
  pc.addTransceiver("audio");
  const second = await pc.createOffer();
  return {
    sameSession: origin(first)[0] === origin(second)[0], versionGrows: origin(second)[1] > origin(first)[1],
    sameMids: valuesOf(second.sdp, "mid")[0] === valuesOf(first.sdp, "mid")[0],
  };
}

async function provisional(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b);
  const states = [];
  a.addEventListener("signalingstatechange", () => states.push(a.signalingState));
  b.addEventListener("signalingstatechange", () => states.push(b.signalingState));
  const called = await outcome(rtc, async () => {
    await a.setLocalDescription(await a.createOffer());
    await b.setRemoteDescription(a.localDescription);
    const { sdp } = await b.createAnswer();
    await b.setLocalDescription({ type: "pranswer", sdp });
    await a.setRemoteDescription({ type: "pranswer", sdp });
    await b.setLocalDescription({ type: "answer", sdp });
    await a.setRemoteDescription({ type: "answer", sdp });
  });
  return { called, states, echoed: called === "accepted" && (await message.done()) };
}

export default async function (rtc) {
  return {
    facts: {
      nothing: await legacy(rtc, {}), receiveAudio: await legacy(rtc, { offerToReceiveAudio: true }),
      receiveBoth: await legacy(rtc, { offerToReceiveAudio: true, offerToReceiveVideo: true }),
      receiveNumber: await legacy(rtc, { offerToReceiveVideo: 1 }),
      notToReceive: await legacy(rtc, { offerToReceiveAudio: false }, (pc) => pc.addTransceiver("audio")),
      implicit: await implicit(rtc), answers: await answers(rtc), wrong: await wrong(rtc), numbered: await numbered(rtc),
      provisional: await provisional(rtc),
    },
  };
}
