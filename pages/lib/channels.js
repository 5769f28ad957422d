// Data channels between two connections of one page: open, receive, and observe the end on both sides.

// Connect two connections with a data channel that is open on both sides: {a, b, near, far}. `options` are those of
// createDataChannel(). The probe ends as unsupported if the browser has no RTCDataChannel.
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
  const far = await rtc.within(20000, other, "datachannel event");
  await Promise.all([opened(rtc, near), opened(rtc, far)]);
  return { a, b, near, far };
}

// Resolve with the channel of the next `datachannel` event.
export function farEnd(pc) {
  return new Promise((resolve) => pc.addEventListener("datachannel", ({ channel }) => resolve(channel), { once: true }));
}

export async function opened(rtc, channel, ms = 8000) {
  await rtc.until(() => channel.readyState === "open", { ms, label: `RTCDataChannel "${channel.label.slice(0, 20)}" readyState open` });
  return channel;
}

// Collect incoming messages in order. The returned list grows.
export function collect(channel) {
  const received = [];
  channel.addEventListener("message", ({ data }) => received.push(data));
  return received;
}

// Wait for `count` messages and return the list. It is shorter if fewer arrive in time.
export async function take(rtc, received, count, ms = 8000) {
  await rtc.attempt(() => rtc.until(() => received.length >= count, { ms, label: `${count} messages` }));
  return received;
}

// Record the `close` and `error` events of a channel in order, each with the readyState at that moment.
export function watchEnds(channel) {
  const told = [];
  // "open" is left out because readyState can be "open" before its event fires. "closing" is left out because a browser may
  // learn of the close only when it is complete, and then fires no such event
  for (const type of ["close", "error"]) {
    channel.addEventListener(type, (event) => {
      told.push(event.error ? `${type} ${event.error.name} ${event.error.errorDetail ?? ""}`.trim() : `${type} ${channel.readyState}`);
    });
  }
  return told;
}

// Return a buffer's bytes as an array of numbers for comparison, and a string unchanged.
export async function contentOf(data) {
  if (typeof data === "string") return data;
  return [...new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data)];
}

// Return the SHA-256 of the bytes in hexadecimal.
export async function digest(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Create bytes whose pattern reveals a fragment that was reassembled in the wrong place.
export function patterned(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8) * 17 + (at >> 16)) & 255;
  return bytes;
}
