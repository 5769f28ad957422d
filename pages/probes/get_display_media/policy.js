// Calls getDisplayMedia() under Permissions-Policy: display-capture=() and in an iframe with display-capture 'none'.
// https://w3c.github.io/mediacapture-screen-share/#feature-policy-integration
// META: header=Permissions-Policy: display-capture=()
// META: spoils

function frameWithout(rtc) {
  const frame = document.createElement("iframe");
  rtc.cleanup(() => frame.remove());
  frame.allow = "display-capture 'none'";
  frame.srcdoc = "<!doctype html><title>frame</title>";
  const loaded = new Promise((resolve) => frame.addEventListener("load", () => resolve(frame.contentWindow)));
  document.body.append(frame);
  return rtc.within(20000, loaded, "load event of the iframe");
}

export default async function (rtc) {
  const inside = await frameWithout(rtc);
  await rtc.activate();
  const inIframe = await rtc.settled(3000, inside.navigator.mediaDevices.getDisplayMedia({ video: true }), "getDisplayMedia");
  const own = inIframe.state === "pending" ? inIframe : await rtc.requestTab();
  return { facts: { inIframe: rtc.inAWord(inIframe), topLevelPage: rtc.inAWord(own) } };
}
