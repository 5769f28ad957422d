// Transfers an RTCDataChannel to a worker, before and after send(), and calls structuredClone() with it.
// https://w3c.github.io/webrtc-extensions/#rtcdatachannel-extensions
// META: timeout=40
import { collect, farEnd, opened, patterned, take } from "../../lib/channels.js";
import { startWorker } from "../../lib/worker.js";

async function usedInWorker(rtc) {
  const told = [];
  const { run } = startWorker(rtc, { told: (type) => told.push(type) });
  const kept = {};
  const [a, b] = rtc.pair();
  const channel = a.createDataChannel("moved");
  const coming = farEnd(b);
  const moved = await rtc.attempt(() => run("echo", { channel }, [channel]));
  if (!moved.ok) return { moved: moved.error.name };
  const dead = await rtc.attempt(async () => channel.send("x"));
  kept.readyStateAfterTransfer = channel.readyState;
  kept.sendAfterTransfer = dead.ok ? "taken" : dead.error.name;
  const again = await rtc.attempt(() => run("echo", { channel }, [channel]));
  kept.transferredAgain = again.ok ? "taken" : again.error.name;
  await rtc.negotiate(a, b);
  const far = await opened(rtc, await rtc.within(20_000, coming, "datachannel event"));
  far.binaryType = "arraybuffer";
  const received = collect(far);
  // A message that arrives earlier than the worker's own events may be lost on a busy machine
  await rtc.attempt(() => rtc.until(() => told.includes("open"), { label: "RTCDataChannel open event in the worker" }));
  far.send("hello");
  far.send(patterned(5000));
  await take(rtc, received, 2);
  far.close();
  await rtc.attempt(() => rtc.until(() => told.includes("close"), { label: "RTCDataChannel close event in the worker" }));
  const bytes = received[1] && new Uint8Array(received[1]);
  return {
    moved: "yes",
    labelInWorker: moved.value.label,
    readyStateAtDestination: moved.value.readyState,
    ...kept,
    stringEchoed: received[0] ?? null,
    bytesEchoed: bytes?.length === 5000 && patterned(5000).every((byte, at) => byte === bytes[at]),
    told,
  };
}

async function movedAfterUse(rtc) {
  const { run } = startWorker(rtc);
  const { near } = await joined(rtc);
  near.send("used");
  const moved = await rtc.attempt(() => run("echo", { channel: near }, [near]));
  return moved.ok ? "taken" : moved.error.name;
}

async function joined(rtc) {
  let near;
  await rtc.loopback({ prepare: (a) => (near = a.createDataChannel("used")) });
  return { near: await opened(rtc, near) };
}

export default async function (rtc) {
  const channel = rtc.connection().createDataChannel("copied");
  const copied = await rtc.attempt(async () => structuredClone(channel).constructor.name);
  return {
    facts: {
      copied: copied.ok ? copied.value : copied.error.name,
      inWorker: await usedInWorker(rtc),
      transferAfterSend: await movedAfterUse(rtc),
    },
  };
}
