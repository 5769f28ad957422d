// Calls getDisplayMedia() without transient activation.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils

export default async function (rtc) {
  if (rtc.byHand) rtc.unsupported("a page that nobody has clicked");
  const userActivationIsActive = navigator.userActivation?.isActive ?? null;
  const outcome = await rtc.requestTab({}, { activated: false });
  return { facts: { userActivationIsActive, outcome: rtc.inAWord(outcome) } };
}
