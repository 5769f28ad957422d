// Passes values to the windowAudio and audioSelection options of getDisplayMedia() and records which it accepts.
// https://w3c.github.io/mediacapture-screen-share/#dom-displaymediastreamoptions-windowaudio
//
// Web IDL reads `windowAudio` after `video`, so `video` must be readable: it is false, so that every call rejects and no
// prompt is shown. The message of the error shows whether the value was rejected before.

const MEMBERS = ["audioSelection", "windowAudio"];
const WORDS = ["include", "exclude", "system", "window", "preferred", "required", "optional", "default", "none", "no such word"];

async function isRead(member) {
  let read = false;
  const recorded = new Proxy({ video: false }, {
    get(target, name) {
      if (name === member) read = true;
      return target[name];
    },
  });
  await navigator.mediaDevices.getDisplayMedia(recorded).catch(() => {});
  return read;
}

async function isTaken(member, word) {
  try {
    await navigator.mediaDevices.getDisplayMedia({ [member]: word, video: false });
    return true;
  } catch (error) {
    return !/enum|not a valid value/i.test(error.message);
  }
}

export default async function (rtc) {
  if (!navigator.mediaDevices?.getDisplayMedia) rtc.unsupported("navigator.mediaDevices.getDisplayMedia");
  await rtc.activate();
  const facts = {};
  for (const member of MEMBERS) {
    const read = await isRead(member);
    const taken = [];
    for (const word of WORDS) if (read && (await isTaken(member, word))) taken.push(word);
    facts[member] = { read, taken: read ? taken : null };
  }
  return { facts };
}
