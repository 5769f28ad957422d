// Calls getDisplayMedia() of an iframe that was removed from its document.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  const frame = document.createElement("iframe");
  rtc.cleanup(() => frame.remove());
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.srcdoc = "<!doctype html><title>frame</title>";
  document.body.append(frame);
  await rtc.within(20000, loaded, "load event of the iframe");
  const { mediaDevices } = frame.contentWindow.navigator;
  frame.remove();
  const outcome = await rtc.settled(3000, mediaDevices.getDisplayMedia({ video: true }), "getDisplayMedia");
  return { facts: { outcome: rtc.inAWord(outcome) } };
}
