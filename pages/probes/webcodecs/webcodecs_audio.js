// Asks AudioEncoder and AudioDecoder `isConfigSupported()` codec by codec, and sends a tone through both.
// https://w3c.github.io/webcodecs/#dom-audioencoder-isconfigsupported
// META: timeout=60
import { supported, toneRoundTrip } from "../../lib/webcodecs.js";

const CODECS = {
  "Opus": { codec: "opus" },
  "Opus stereo": { codec: "opus", numberOfChannels: 2 },
  "Opus at 16 kHz": { codec: "opus", sampleRate: 16000 },
  "Opus in Ogg": { codec: "opus", opus: { format: "ogg" } },
  "AAC": { codec: "mp4a.40.2" },
  "AAC in ADTS": { codec: "mp4a.40.2", aac: { format: "adts" } },
  "AAC high efficiency": { codec: "mp4a.40.5" },
  "FLAC": { codec: "flac", bitrate: undefined },
  "MP3": { codec: "mp3" },
  "Vorbis": { codec: "vorbis" },
  "A-law": { codec: "alaw", sampleRate: 8000, bitrate: undefined },
  "u-law": { codec: "ulaw", sampleRate: 8000, bitrate: undefined },
  "PCM 16 bit": { codec: "pcm-s16", bitrate: undefined },
  "PCM float": { codec: "pcm-f32", bitrate: undefined },
};
const USUAL = { sampleRate: 48000, numberOfChannels: 1, bitrate: 96000 };

export default async function (rtc) {
  for (const name of ["AudioEncoder", "AudioDecoder"]) if (typeof globalThis[name] !== "function") rtc.unsupported(name);
  const facts = {};
  for (const [name, differing] of Object.entries(CODECS)) {
    const config = { ...USUAL, ...differing };
    const { codec, sampleRate, numberOfChannels } = config;
    const claimed = {
      encoder: await supported(rtc, AudioEncoder, config),
      decoder: await supported(rtc, AudioDecoder, { codec, sampleRate, numberOfChannels }),
    };
    facts[name] = { claimed };
    if (claimed.encoder !== true) continue;
    const trip = await toneRoundTrip(rtc, config);
    facts[name] = { claimed, ...trip, keepsItsWord: trip.encoded === "yes" && (claimed.decoder !== true || trip.right === true) };
  }
  return { facts };
}
