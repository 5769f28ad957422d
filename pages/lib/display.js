// The part of `rtc` that captures what is displayed. Always the probe's own tab where the browser can be told so.

const NOBODY_CHOOSES = 4000;
const BY_ITSELF = 15000; // what a tab that is shared without being asked may take on a busy machine
const A_PERSON_CHOOSES = 60000;
const ACTIVATIONS = 4; // on a busy machine one may be over before the request that it is meant for

export default function display({ rtc, cleanup, byHand }) {
  // Calls getDisplayMedia, by default with activation, and says what became of it: see rtc.settled. What it gives is
  // stopped after the probe. "pending" means that somebody is asked to choose; such a window is of no further use.
  async function requestDisplay(options, { activated = true, ms = NOBODY_CHOOSES } = {}) {
    if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
    let outcome;
    for (let left = activated ? ACTIVATIONS : 1; left > 0; left -= 1) {
      if (activated) await rtc.activate();
      const had = navigator.userActivation?.isActive ?? true;
      const request = navigator.mediaDevices.getDisplayMedia(options);
      outcome = await rtc.settled(byHand && activated ? A_PERSON_CHOOSES : ms, request, "getDisplayMedia");
      if (had || outcome.error?.name !== "InvalidStateError") break;
    }
    if (outcome.state === "fulfilled") cleanup(() => outcome.value.getTracks().forEach((track) => track.stop()));
    return outcome;
  }

  // The same for the probe's own tab, which a browser on the bench shares without asking anybody.
  const requestTab = (options = {}, how = {}) =>
    requestDisplay({ video: true, preferCurrentTab: true, ...options }, { ms: BY_ITSELF, ...how });

  // The stream of the probe's own tab. Ends the probe where nothing can be captured: no display, or nobody to choose.
  async function captureTab(options = {}) {
    const outcome = await requestTab(options);
    if (outcome.state === "pending") rtc.unsupported("capture of the own tab without a person");
    if (outcome.error?.name === "NotFoundError") rtc.unsupported("a display to capture");
    if (outcome.state === "rejected") throw new Error(`getDisplayMedia was refused: ${outcome.error.name}`);
    return outcome.value;
  }

  // The outcome in one word for a fact: "fulfilled", "pending" or the name of the error.
  function inAWord(outcome) {
    return outcome.state === "rejected" ? outcome.error.name : outcome.state;
  }

  return { requestDisplay, requestTab, captureTab, inAWord };
}
