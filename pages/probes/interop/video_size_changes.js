// `RTCRtpSender` of a canvas track that is rotated and enlarged in a call between two browsers: each size received.
// META: pair
// META: timeout=80
// https://w3c.github.io/mediacapture-fromelement/#the-canvascapturemediastreamtrack
import { callOther, ownPicture, trackOf } from "../../lib/other_browser.js";
import { watchStamps } from "../../lib/stamp.js";

const SIZES = [[160, 120], [120, 160], [320, 240]];

async function offerer(rtc) {
  const [[width, height], ...others] = SIZES;
  const { track, canvas } = ownPicture(rtc, { width, height });
  const { pc } = await callOther(rtc, { prepare: (one) => one.addTransceiver(track, { direction: "sendonly" }) });
  await rtc.signal.next("seen", 20000);
  for (const size of others) {
    [canvas.width, canvas.height] = size;
    await rtc.signal.next("seen", 20000);
  }
  return { facts: { state: pc.connectionState } };
}

async function answerer(rtc) {
  const { pc } = await callOther(rtc);
  const video = await rtc.play(await trackOf(rtc, pc, "video"));
  const came = [];
  for (const [width, height] of SIZES) {
    const seen = await rtc.attempt(() => rtc.until(() => video.videoWidth === width && video.videoHeight === height, {
      ms: 10000, label: `frames of ${width}x${height}`,
    }));
    // New, numbered frames of this size: a frozen or black frame does not count
    const moves = await watchStamps(rtc, video.srcObject, { enough: 5, ms: 20_000 });
    came.push({ size: `${width}x${height}`, came: seen.ok && moves.read >= 5 });
    rtc.signal.send("seen");
  }
  return { facts: { came } };
}

export { offerer, answerer };
