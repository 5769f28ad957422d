// Decide whether an exception is the browser's, which is an observation, or a fault of the probe or the tool.

// A fault of the tool, not of the browser.
export class OwnFault extends Error {}

const fromBrowser = new WeakSet();

// Mark an exception as thrown by a browser API and return it, so that it can be rethrown.
export function markFromBrowser(error) {
  if (error !== null && typeof error === "object") fromBrowser.add(error);
  return error;
}

// An undefined name that looks like an interface is missing in the browser. ESLint rules out undefined names of our own.
const MISSING_INTERFACE = /(?:^|: )(?:[A-Z]\w*|(?:webkit|moz)\w+) is not defined|variable: [A-Z]\w*/;

// How a TypeError of an API begins in Chromium, Firefox and WebKit. A TypeError of the JavaScript engine begins otherwise.
const API_WORDS = [
  /^Failed to (?:execute|construct|set|read|get|convert) /,
  /^Illegal (?:constructor|invocation)/,
  /^(?:[A-Z]\w+\.\w+|[A-Z]\w+ constructor|[A-Z]\w+\.\w+ [gs]etter): /,
  /^Argument \d+ \('\w+'\) to /,
];

// Specified methods that a browser may lack. A call of a missing method in this list means that the browser lacks it. Any
// other "is not a function" is a mistake of the probe.
const OPTIONAL_METHODS = new Set([
  "addTransceiver", "applyConstraints", "captureStream", "createEncodedStreams", "cropTo", "focus", "generateCertificate",
  "generateKeyFrame", "getCapabilities", "getConstraints", "getContributingSources", "getDisplayMedia", "getFingerprints",
  "getLocalCandidates", "getLocalParameters", "getRemoteCandidates", "getRemoteCertificates", "getRemoteParameters",
  "getSelectedCandidatePair", "getSettings", "getStats", "getSupportedConstraints", "getSynchronizationSources", "getTransceivers",
  "getViewportMedia", "insertDTMF", "replaceTrack", "requestFrame", "requestVideoFrameCallback", "restartIce", "restrictTo",
  "selectAudioOutput", "sendKeyFrameRequest", "setCodecPreferences", "setConfiguration", "setIdentityProvider", "setParameters",
  "setSinkId", "setStreams",
]);

// Return the specified method that a TypeError reports as missing, or null.
export function missingMethod(error) {
  if (!(error instanceof TypeError)) return null;
  const name = /\.(\w+) is not a function/.exec(error.message)?.[1];
  return OPTIONAL_METHODS.has(name) ? name : null;
}

// Return the first line of a stack that names a file, or null.
function firstFrame(stack) {
  const lines = String(stack ?? "").split("\n");
  return lines.find((line) => /(?:https?|file|blob):/.test(line) && /(?:^\s*at |@)/.test(line)) ?? null;
}

// Return true if the error was thrown while our code ran, and not by a promise that the browser rejected.
function thrownInCode(error) {
  const frame = firstFrame(error.stack);
  return frame !== null && !/^\s*at async |^[\w ]+\*/.test(frame);
}

// Return true if the error is a fault of our code: an OwnFault, or a TypeError, ReferenceError or SyntaxError of the
// JavaScript engine. An error of an API (a DOMException, an error that `rtc.call` marked, a TypeError with an API's
// message) is the browser's.
export function isOwnFault(error) {
  if (error instanceof OwnFault) return true;
  if (error === null || typeof error !== "object" || fromBrowser.has(error)) return false;
  if (error instanceof ReferenceError) return !MISSING_INTERFACE.test(error.message);
  if (error instanceof SyntaxError) return thrownInCode(error);
  return error instanceof TypeError && !API_WORDS.some((words) => words.test(error.message)) && thrownInCode(error);
}
