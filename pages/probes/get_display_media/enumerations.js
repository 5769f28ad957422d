// Passes valid and invalid values of each DisplayMediaStreamOptions enumeration to getDisplayMedia().
// https://w3c.github.io/mediacapture-screen-share/#displaymediastreamoptions
//
// Web IDL reads dictionary members in alphabetical order (https://webidl.spec.whatwg.org/#es-dictionary). The getter of `video`,
// which comes after all of these, throws: so no prompt is ever shown.

import { camelCase } from "../../lib/keys.js";

const MEMBERS = ["monitorTypeSurfaces", "selfBrowserSurface", "surfaceSwitching", "systemAudio"];
const WORDS = ["include", "exclude", "system", "window", "invalid value"];

async function give(rtc, member, word) {
  const reached = new Error("the member video was read");
  const options = {
    [member]: word,
    get video() {
      throw reached;
    },
  };
  try {
    await rtc.within(3000, navigator.mediaDevices.getDisplayMedia(options), "getDisplayMedia");
    return "fulfilled";
  } catch (error) {
    return error === reached ? "taken" : error.name;
  }
}

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  const facts = {};
  for (const member of MEMBERS) {
    facts[member] = {};
    for (const word of WORDS) facts[member][camelCase(word)] = await give(rtc, member, word);
  }
  return { facts };
}
