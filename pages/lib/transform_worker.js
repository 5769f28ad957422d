// Runs in a worker of a probe and transforms encoded frames. Frames arrive through RTCRtpScriptTransform, or through the
// streams of createEncodedStreams(), which the page transfers. Both are processed the same way.
//
// Each pipe has a number. The page starts a pipe with options {pipe, does, codec?, keys?, ...}, where `does` is one of
// `treatments`. It changes them with "change" and reads results with "seen".

import { decrypted, encrypted, keyOf } from "./frame_cipher.js";

const KEPT = 400;
const pipes = new Map();

const metadataOf = (frame) => frame.getMetadata?.() ?? {};

// Copy lists into arrays: a browser's own list object may not be cloneable in a message.
const listed = (lists) => Object.fromEntries(Object.entries(lists).filter(([, list]) => list).map(([name, list]) => [name, [...list]]));

// Describe one frame for the page.
function described(frame) {
  const metadata = metadataOf(frame);
  const { dependencies, contributingSources } = metadata;
  return {
    type: frame.type ?? null,
    timestamp: frame.timestamp ?? null,
    bytes: frame.data.byteLength,
    isArrayBuffer: frame.data instanceof ArrayBuffer,
    kind: frame.constructor.name,
    metadata: { ...metadata, ...listed({ dependencies, contributingSources }) },
    at: performance.now(),
  };
}

async function keysOf(pipe) {
  pipe.made ??= Promise.all((pipe.options.keys ?? []).map(([number, phrase]) => keyOf(number, phrase)));
  return pipe.made;
}

const setData = (frame, bytes) => (frame.data = bytes.buffer);

// Process a frame and return the frames to write. If a treatment throws, the frame is dropped and counted as failed.
const treatments = {
  pass: async (pipe, frame) => [frame],
  drop: async () => [],
  double: async (pipe, frame) => [frame, frame],
  encrypt: async (pipe, frame) => {
    const [key] = (await keysOf(pipe)).slice(-1);
    setData(frame, await encrypted(pipe.options.codec, frame.type, frame.data, key));
    return [frame];
  },
  decrypt: async (pipe, frame) => {
    setData(frame, await decrypted(pipe.options.codec, frame.type, frame.data, await keysOf(pipe)));
    return [frame];
  },
  // Copy the frame and compare the copy; the frame itself is written
  copy: async (pipe, frame) => {
    const copy = new frame.constructor(frame, { metadata: frame.getMetadata() });
    const [old, made] = [new Uint8Array(frame.data), new Uint8Array(copy.data)];
    const sameBytes = old.length === made.length && old.every((byte, at) => byte === made[at]);
    made[0] ^= 255;
    const own = new Uint8Array(frame.data)[0] !== new Uint8Array(copy.data)[0];
    pipe.copies.push({ sameBytes, own, sameType: copy.type === frame.type });
    return [frame];
  },
  // Write a copy instead of the frame
  anew: async (pipe, frame) => [new frame.constructor(frame, { metadata: frame.getMetadata() })],
  // Write the frame to the writable of another pipe
  astray: async (pipe, frame) => {
    await pipes.get(pipe.options.other).writer.write(frame);
    return [];
  },
};

async function treat(pipe, frame) {
  pipe.count += 1;
  if (pipe.seen.length < KEPT) pipe.seen.push(described(frame));
  try {
    return await treatments[pipe.options.does](pipe, frame);
  } catch (error) {
    pipe.failed += 1;
    pipe.failures.add(error.name);
    return [];
  }
}

async function run(pipe, readable, writable) {
  const reader = readable.getReader();
  pipe.writer = writable.getWriter();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const frame of await treat(pipe, value)) {
        // Not awaited: a writer that never accepts a frame must not keep later frames from being counted
        pipe.writer.write(frame).then(() => (pipe.written += 1), (error) => pipe.refused.add(error.name));
      }
    }
    pipe.ended = "done";
  } catch (error) {
    pipe.ended = error?.name ?? String(error);
  }
}

function started(options, readable, writable, transformer = null) {
  const pipe = { options, transformer, count: 0, written: 0, failed: 0, ended: null, made: null, seen: [] };
  Object.assign(pipe, { failures: new Set(), refused: new Set(), copies: [] });
  pipes.set(options.pipe, pipe);
  run(pipe, readable, writable);
  return pipe;
}

addEventListener("rtctransform", ({ transformer }) => {
  const { options } = transformer;
  started(options, transformer.readable, transformer.writable, transformer);
  postMessage({ told: "rtctransform", pipe: options.pipe });
  options.port?.postMessage({ received: options.word ?? null });
});

const commands = {
  start: ({ options, readable, writable }) => void started(options, readable, writable),
  change: ({ pipe, options }) => {
    const one = pipes.get(pipe);
    Object.assign(one.options, options);
    if (options.keys) one.made = null;
  },
  seen: ({ pipe, frames }) => {
    const one = pipes.get(pipe);
    if (!one) return null;
    const { count, written, failed, ended, copies } = one;
    const names = { failures: [...one.failures].sort(), refused: [...one.refused].sort() };
    return { count, written, failed, ended, ...names, ...(frames ? { seen: one.seen, copies } : {}) };
  },
  members: () => ({
    transformer: membersOf(self.RTCRtpScriptTransformer),
    video: membersOf(self.RTCEncodedVideoFrame),
    audio: membersOf(self.RTCEncodedAudioFrame),
    sframe: Object.getOwnPropertyNames(self).filter((name) => /^SFrame|RTC.*SFrame/.test(name)).sort(),
  }),
  // Call a method of the transformer: generateKeyFrame(rid), sendKeyFrameRequest()
  call: async ({ pipe, method, args }) => {
    const { transformer } = pipes.get(pipe);
    if (typeof transformer[method] !== "function") return "missing";
    const value = await transformer[method](...args);
    return value === undefined ? "resolved" : `resolved with a ${typeof value}`;
  },
};

const membersOf = (type) => (type ? Object.getOwnPropertyNames(type.prototype).filter((name) => name !== "constructor").sort() : null);

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, ok: true, value: await commands[data.command](data.params) });
  } catch (error) {
    postMessage({ id: data.id, ok: false, error: { name: error.name, message: error.message } });
  }
});
postMessage({ told: "ready" });
