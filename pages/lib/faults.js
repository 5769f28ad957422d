// Whose fault it is that a probe threw: the browser's, which is an observation, or that of our own code, which says nothing of it.

// What is wrong with the tool, and no fault of the browser.
export class OwnFault extends Error {}

const fromBrowser = new WeakSet();

// Marks what was thrown as thrown by the browser's API; gives it back, to be thrown on.
export function markFromBrowser(error) {
  if (error !== null && typeof error === "object") fromBrowser.add(error);
  return error;
}

// A name that is not defined and looks like an interface is one that the browser lacks: eslint knows our own names.
const MISSING_INTERFACE = /(?:^|: )(?:[A-Z]\w*|(?:webkit|moz)\w+) is not defined|variable: [A-Z]\w*/;

// How browsers begin the message of a TypeError that an API throws: Chromium, Firefox, WebKit. JavaScript itself says otherwise.
const API_WORDS = [
  /^Failed to (?:execute|construct|set|read|get|convert) /,
  /^Illegal (?:constructor|invocation)/,
  /^(?:[A-Z]\w+\.\w+|[A-Z]\w+ constructor|[A-Z]\w+\.\w+ [gs]etter): /,
  /^Argument \d+ \('\w+'\) to /,
];

// Methods of the specifications that a browser may lack. A call of one that is not there says that the browser lacks it; a call of
// anything else that is no function is a mistake of the probe.
const OPTIONAL_METHODS = new Set([
  "addTransceiver", "applyConstraints", "captureStream", "createEncodedStreams", "cropTo", "focus", "generateCertificate",
  "generateKeyFrame", "getCapabilities", "getConstraints", "getContributingSources", "getDisplayMedia", "getFingerprints",
  "getLocalCandidates", "getLocalParameters", "getRemoteCandidates", "getRemoteCertificates", "getRemoteParameters",
  "getSelectedCandidatePair", "getSettings", "getStats", "getSupportedConstraints", "getSynchronizationSources", "getTransceivers",
  "getViewportMedia", "insertDTMF", "replaceTrack", "requestFrame", "requestVideoFrameCallback", "restartIce", "restrictTo",
  "selectAudioOutput", "sendKeyFrameRequest", "setCodecPreferences", "setConfiguration", "setIdentityProvider", "setParameters",
  "setSinkId", "setStreams",
]);

// The method of the specifications whose absence a TypeError tells of; null where it tells of something else.
export function missingMethod(error) {
  if (!(error instanceof TypeError)) return null;
  const name = /\.(\w+) is not a function/.exec(error.message)?.[1];
  return OPTIONAL_METHODS.has(name) ? name : null;
}

// The first line of a stack that names a file; null where none does.
function firstFrame(stack) {
  const lines = String(stack ?? "").split("\n");
  return lines.find((line) => /(?:https?|file|blob):/.test(line) && /(?:^\s*at |@)/.test(line)) ?? null;
}

// Whether it was thrown while our own code ran, and not handed to it by a promise of the browser.
function thrownInCode(error) {
  const frame = firstFrame(error.stack);
  return frame !== null && !/^\s*at async |^[\w ]+\*/.test(frame);
}

// Whether what was thrown is a fault of our code: an OwnFault, or a TypeError, ReferenceError or SyntaxError of JavaScript
// itself. What an API throws (a DOMException, what `rtc.call` marked, a TypeError in the words of an API) is the browser's.
export function isOwnFault(error) {
  if (error instanceof OwnFault) return true;
  if (error === null || typeof error !== "object" || fromBrowser.has(error)) return false;
  if (error instanceof ReferenceError) return !MISSING_INTERFACE.test(error.message);
  if (error instanceof SyntaxError) return thrownInCode(error);
  return error instanceof TypeError && !API_WORDS.some((words) => words.test(error.message)) && thrownInCode(error);
}
