// The part of `rtc` that calls getDisplayMedia(). It captures the probe's own tab if the browser can select it.

const NOBODY_CHOOSES = 4000;
const BY_ITSELF = 15000; // time for a tab capture without a prompt on a busy machine
const A_PERSON_CHOOSES = 60000;
const ATTEMPTS = 4; // on a busy machine an activation or the focus may be gone before the browser checks them

export default function display({ rtc, cleanup, byHand }) {
  // Call getDisplayMedia(), by default with transient activation, and return the outcome (see rtc.settled). Its tracks are
  // stopped after the probe. "pending" means that a picker is open; such a window is of no further use.
  async function requestDisplay(options, { activated = true, ms = NOBODY_CHOOSES } = {}) {
    if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
    let outcome;
    for (let left = activated ? ATTEMPTS : 1; left > 0; left -= 1) {
      if (activated) await rtc.activate();
      const request = navigator.mediaDevices.getDisplayMedia(options);
      outcome = await rtc.settled(byHand && activated ? A_PERSON_CHOOSES : ms, request, "getDisplayMedia");
      if (outcome.error?.name !== "InvalidStateError") break;
    }
    if (outcome.state === "fulfilled") cleanup(() => outcome.value.getTracks().forEach((track) => track.stop()));
    return outcome;
  }

  // The same for the probe's own tab, which the tool's browsers share without a prompt.
  const requestTab = (options = {}, how = {}) =>
    requestDisplay({ video: true, preferCurrentTab: true, ...options }, { ms: BY_ITSELF, ...how });

  // Return the stream of the probe's own tab. The probe ends as unsupported without a display, or if a person must choose.
  async function captureTab(options = {}) {
    const outcome = await requestTab(options);
    if (outcome.state === "pending") rtc.unsupported("capture of the own tab without a person");
    if (outcome.error?.name === "NotFoundError") rtc.unsupported("a display to capture");
    if (outcome.state === "rejected") throw new Error(`getDisplayMedia was refused: ${outcome.error.name}`);
    return outcome.value;
  }

  // Return the outcome as one word for a fact: "fulfilled", "pending" or the error name.
  function inAWord(outcome) {
    return outcome.state === "rejected" ? outcome.error.name : outcome.state;
  }

  return { requestDisplay, requestTab, captureTab, inAWord };
}
