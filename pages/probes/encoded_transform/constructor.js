// Constructs `RTCRtpScriptTransform` with options, ports and invalid arguments; sets one transform twice.
// https://w3c.github.io/webrtc-encoded-transform/#dom-rtcrtpscripttransform-rtcrtpscripttransform
// META: timeout=60
import { SCRIPT, transformer } from "../../lib/transforms.js";

const outcome = ({ ok, error }) => (ok ? "accepted" : error.name);

async function portOf(rtc, worker, end) {
  const { port1, port2 } = new MessageChannel();
  rtc.cleanup(() => port1.close());
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data.received)));
  end.transform = new RTCRtpScriptTransform(worker, { pipe: 100, does: "pass", word: "hello", port: port2 }, [port2]);
  const came = await rtc.attempt(() => rtc.within(20000, answer, "a message on the MessagePort"));
  return came.ok ? came.value : null;
}

export default async function (rtc) {
  const { worker, told, run } = await transformer(rtc, { api: SCRIPT });
  const [a, b] = [rtc.connection(), rtc.connection()];
  const one = a.addTransceiver("video");
  const other = b.addTransceiver("video");
  const make = (...args) => new RTCRtpScriptTransform(...args);
  const answered = await portOf(rtc, worker, a.addTransceiver("audio").sender);
  const event = told.some(({ told: what, pipe }) => what === "rtctransform" && pipe === 100);

  const transform = make(worker, { pipe: 101, does: "pass" });
  one.sender.transform = transform;
  const set = async (end, value) => rtc.attempt(async () => (end.transform = value));
  const facts = {
    event,
    answered,
    readBack: one.sender.transform === transform,
    onOtherSender: outcome(await set(other.sender, transform)),
    onReceiver: outcome(await set(one.receiver, transform)),
    otherIsStillNull: other.sender.transform === null,
    initially: other.receiver.transform,
    notATransform: outcome(await set(other.sender, {})),
    withoutWorker: outcome(await rtc.attempt(async () => make())),
    withAFunction: outcome(await rtc.attempt(async () => make(worker, { does: () => 0 }))),
  };
  return { facts: { ...facts, workerLives: (await run("seen", { pipe: 101 })) !== null } };
}
