// Opens a camera that shows a known video with getUserMedia() at several sizes; notes cropping, stretching and errors.
// https://w3c.github.io/mediacapture-main/#def-constraint-resizeMode
// META: stage=files
// META: timeout=40
import { watchFilm } from "../../lib/film.js";

const REQUESTS = {
  unsaid: true,
  native: { width: { exact: 320 }, height: { exact: 240 } },
  half: { width: { exact: 160 }, height: { exact: 120 } },
  square: { width: { exact: 240 }, height: { exact: 240 } },
  wide: { width: { exact: 320 }, height: { exact: 180 } },
  portrait: { width: { exact: 120 }, height: { exact: 240 } },
  squareNone: { width: { exact: 240 }, height: { exact: 240 }, resizeMode: { exact: "none" } },
  ideal1280x720: { width: 1280, height: 720 },
  exact640x480: { width: { exact: 640 }, height: { exact: 480 } },
  aspectRatio2: { aspectRatio: { exact: 2 } },
  frameRate10: { frameRate: { exact: 10 } },
  frameRate60: { frameRate: { exact: 60 } },
};

async function look(rtc, constraints) {
  const opened = await rtc.attempt(() => rtc.camera(constraints));
  if (!opened.ok) return { error: opened.error };
  const [track] = opened.value.getVideoTracks();
  const { width, height, frameRate, resizeMode } = track.getSettings();
  const seen = await watchFilm(rtc, track);
  track.stop();
  return { settings: { width, height, rate: Math.round(frameRate), mode: resizeMode ?? null }, seen };
}

export default async function (rtc) {
  const facts = {};
  for (const [name, constraints] of Object.entries(REQUESTS)) facts[name] = await look(rtc, constraints);
  const track = (await rtc.camera()).getVideoTracks()[0];
  const { width, height, frameRate } = track.getCapabilities?.() ?? {};
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter((device) => device.kind === "videoinput");
  return {
    facts: {
      ...facts,
      capabilities: { width, height, rate: frameRate && { min: Math.round(frameRate.min), max: Math.round(frameRate.max) } },
      cameras: cameras.length,
    },
    notes: { label: track.label },
  };
}
