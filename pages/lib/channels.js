// Data channels between two connections of one page: opened, listened to, and what became of both ends.

// Two joined connections and a channel of the first, open at both ends: {a, b, near, far}. `options` are those of
// createDataChannel. Ends the probe where the browser has no channels.
export async function openChannel(rtc, label = "probe", options = {}) {
  if (typeof globalThis.RTCDataChannel !== "function") rtc.unsupported("RTCDataChannel");
  let near;
  let other;
  const [a, b] = await rtc.loopback({
    prepare(from, to) {
      near = from.createDataChannel(label, options);
      other = options.negotiated ? Promise.resolve(to.createDataChannel(label, options)) : farEnd(to);
    },
  });
  const far = await rtc.within(8000, other, "the other end of a channel");
  await Promise.all([opened(rtc, near), opened(rtc, far)]);
  return { a, b, near, far };
}

// The next channel that the other side opened.
export function farEnd(pc) {
  return new Promise((resolve) => pc.addEventListener("datachannel", ({ channel }) => resolve(channel), { once: true }));
}

export async function opened(rtc, channel, ms = 8000) {
  await rtc.until(() => channel.readyState === "open", { ms, label: `the channel "${channel.label.slice(0, 20)}" to open` });
  return channel;
}

// What arrives, in its order: a list that grows.
export function collect(channel) {
  const received = [];
  channel.addEventListener("message", ({ data }) => received.push(data));
  return received;
}

// Waits until so many messages are there, and gives them; fewer where no more come.
export async function take(rtc, received, count, ms = 8000) {
  await rtc.attempt(() => rtc.until(() => received.length >= count, { ms, label: `${count} messages` }));
  return received;
}

// Notes which events tell the end of a channel, in their order, each with the state that it found.
export function watchEnds(channel) {
  const told = [];
  // Not "open": a state may be seen to be open before its event comes. Not "closing": a browser may learn of the close when
  // all is over, and then has no such state
  for (const type of ["close", "error"]) {
    channel.addEventListener(type, (event) => {
      told.push(event.error ? `${type} ${event.error.name} ${event.error.errorDetail ?? ""}`.trim() : `${type} ${channel.readyState}`);
    });
  }
  return told;
}

// The bytes of a buffer as one number each, for comparing; a string as it is.
export async function contentOf(data) {
  if (typeof data === "string") return data;
  return [...new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data)];
}

// The SHA-256 of bytes, in hexadecimal.
export async function digest(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Bytes that differ at every place a message may be cut and put together wrongly.
export function patterned(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8) * 17 + (at >> 16)) & 255;
  return bytes;
}
