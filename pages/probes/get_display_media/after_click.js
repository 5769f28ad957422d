// Reads navigator.userActivation around getDisplayMedia(), and calls getDisplayMedia() in a same-origin iframe.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils
// META: timeout=40

async function fromFrame(rtc) {
  const frame = document.createElement("iframe");
  rtc.cleanup(() => frame.remove());
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.srcdoc = "<!doctype html><title>frame</title>";
  document.body.append(frame);
  await rtc.within(20000, loaded, "load event of the iframe");
  await rtc.activate();
  const request = frame.contentWindow.navigator.mediaDevices.getDisplayMedia({ video: true, preferCurrentTab: true });
  const outcome = await rtc.settled(15000, request, "getDisplayMedia");
  if (outcome.state === "fulfilled") outcome.value.getTracks().forEach((track) => track.stop());
  return rtc.inAWord(outcome);
}

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  await rtc.activate();
  const before = navigator.userActivation?.isActive ?? null;
  const outcome = await rtc.requestTab({}, { activated: false });
  if (outcome.error?.name === "NotFoundError") rtc.unsupported("a display to capture");
  const after = navigator.userActivation?.isActive ?? null;
  return {
    facts: {
      topLevelPage: rtc.inAWord(outcome),
      isActiveBefore: before,
      isActiveAfter: after,
      sameOriginFrame: outcome.state === "pending" ? "not tried" : await fromFrame(rtc),
    },
  };
}
