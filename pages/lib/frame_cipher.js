// Encrypt encoded frames and leave readable what the packetizer, the SFU and the depacketizer must read.
//
// AES-GCM with a random nonce for each piece. An encrypted piece is the nonce, the ciphertext with its tag, and the key
// number. A piece depends on the codec: a whole frame except its first bytes (VP8, VP9, Opus), a slice of H.264, an OBU of
// AV1. https://www.rfc-editor.org/rfc/rfc9605 (SFrame) is the standard for this, but it does not define how a codec's
// structure is kept.

const NONCE = 12;
const ALGORITHM = "AES-GCM";
const KEY_BYTES = 16;

// Bytes at the start of a frame that stay readable: the VP8 frame header (RFC 7741, 4.3) and the Opus TOC byte.
const CLEAR = { key: 10, delta: 3, audio: 1 };
// Readable bytes of an H.264 slice: the NAL unit header and the first syntax elements, which select the picture parameter
// set.
const CLEAR_IN_SLICE = 6;
const SLICES = [1, 5];
const OBU_TILES = [4, 6];

// Derive {number, key} from a passphrase. The same passphrase gives the same key.
export async function keyOf(number, phrase) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(phrase));
  const key = await crypto.subtle.importKey("raw", digest.slice(0, KEY_BYTES), ALGORITHM, false, ["encrypt", "decrypt"]);
  return { number, key };
}

export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function seal({ number, key }, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, bytes);
  return joined([iv, new Uint8Array(sealed), [number]]);
}

async function unseal(keys, bytes) {
  const key = keys.find(({ number }) => number === bytes.at(-1))?.key;
  if (!key) throw new Error(`no key ${bytes.at(-1)}`);
  const iv = bytes.subarray(0, NONCE);
  return new Uint8Array(await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, bytes.subarray(NONCE, -1)));
}

// H.264: NAL units after start codes (Annex B). Within a NAL unit, 00 00 must not be followed by 00 to 03, so an emulation
// prevention byte 03 is inserted.

function unitsOf(bytes) {
  const starts = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) starts.push(at + 3);
  }
  return starts.map((start, index) => {
    let end = index + 1 < starts.length ? starts[index + 1] - 3 : bytes.length;
    while (end > start && bytes[end - 1] === 0) end -= 1;
    return bytes.subarray(start, end);
  });
}

export function escaped(bytes) {
  const out = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return new Uint8Array(out);
}

export function unescaped(bytes) {
  const out = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) zeros = 0;
    else {
      out.push(byte);
      zeros = byte === 0 ? zeros + 1 : 0;
    }
  }
  return new Uint8Array(out);
}

async function eachSlice(bytes, change) {
  const parts = [];
  for (const unit of unitsOf(bytes)) {
    const isSlice = SLICES.includes(unit[0] & 31) && unit.length > CLEAR_IN_SLICE;
    // The readable part may end with two zeros, which need an emulation prevention byte: escape the whole slice at once
    const plain = isSlice ? unescaped(unit) : unit;
    const body = isSlice ? joined([plain.subarray(0, CLEAR_IN_SLICE), await change(plain.subarray(CLEAR_IN_SLICE))]) : unit;
    parts.push([0, 0, 0, 1], isSlice ? escaped(body) : body);
  }
  return joined(parts);
}

// AV1: open bitstream units, each with a header, its size as LEB128 and its payload (AV1 specification, 5.3).

function sizeAt(bytes, start) {
  let value = 0;
  let at = start;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return { value, next: at };
}

function sizeBytes(size) {
  const out = [];
  for (let left = size; ; left = Math.floor(left / 128)) {
    out.push(left < 128 ? left : (left % 128) | 128);
    if (left < 128) return out;
  }
}

async function eachObu(bytes, change) {
  const parts = [];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes.subarray(at, at + ((bytes[at] & 4) ? 2 : 1));
    at += head.length;
    const size = (head[0] & 2) ? sizeAt(bytes, at) : { value: bytes.length - at, next: at };
    const body = bytes.subarray(size.next, size.next + size.value);
    at = size.next + size.value;
    const changed = OBU_TILES.includes((head[0] >> 3) & 15) ? await change(body) : body;
    parts.push([head[0] | 2, ...head.subarray(1)], sizeBytes(changed.length), changed);
  }
  return joined(parts);
}

async function behindStart(bytes, type, change) {
  const clear = CLEAR[type ?? "audio"];
  return joined([bytes.subarray(0, clear), await change(bytes.subarray(clear))]);
}

function apply(codec, type, data, change) {
  const bytes = new Uint8Array(data);
  if (codec === "h264") return eachSlice(bytes, change);
  if (codec === "av1") return eachObu(bytes, change);
  return behindStart(bytes, type, change);
}

// Encrypt the bytes of a frame with a key of keyOf. `codec` is in lower case; `type` is "key", "delta", or undefined for
// audio.
export const encrypted = (codec, type, data, key) => apply(codec, type, data, (piece) => seal(key, piece));

// Decrypt the bytes of a frame with the key whose number it carries. Reject if none matches.
export const decrypted = (codec, type, data, keys) => apply(codec, type, data, (piece) => unseal(keys, piece));
