// Reads what interfaces a global object offers and what their members are, from the objects themselves: no list of features
// is kept, so that whatever a new browser adds shows by itself. Used in windows and in workers.

// How names of the media families begin or what they contain: calls, capture, recording, codecs, permissions.
const FAMILIES = [
  /^(webkit|moz)?RTC/, /DataChannel/, /SFrame/, /Codec/,
  /^(webkit|moz)?Media(?!Key|List|Query|Encrypted)/, /UserMedia/, /^HTML(Camera|Microphone)/, /^InputDevice(?!Capabilities)/,
  /Overconstrained/, /^BlobEvent$/, /Capture/, /^(Crop|Restriction)/, /DisplayMedia/,
  /^Video/, /^Audio(Context|Data|Decoder|Encoder|Playback|Session|Sink|Track)/, /^Encoded/, /^Image(Capture|Decoder|Track)/,
  /Permission/, /^FeaturePolicy$/, /PictureInPicture/, /^RemotePlayback$/, /WakeLock/,
];

// Words by which members that these specifications add to interfaces of others are told.
const WORDS = new RegExp([
  "media", "capture", "stream", "sink", "camera", "microphone", "audio", "video", "pictureinpicture", "permission", "featurepolicy",
  "rtc", "codec", "playback", "wakelock", "autoplay", "display", "allow$",
].join("|"), "i");

const WHOLE = ["HTMLMediaElement", "HTMLVideoElement", "HTMLAudioElement"];
const PARTLY = ["HTMLCanvasElement", "OffscreenCanvas", "Navigator", "WorkerNavigator", "Document", "HTMLIFrameElement", "Element"];
const OF_EVERY_FUNCTION = ["length", "name", "prototype", "arguments", "caller"];

function kindOf(name, { get, set, value }) {
  if (get && /^on[a-z]/.test(name)) return "event handler";
  if (get) return set ? "attribute" : "read-only attribute";
  if (typeof value === "function") return `method ${value.length}`;
  return typeof value === "number" ? `constant ${value}` : `value ${typeof value}`;
}

function membersOf(object, isWanted) {
  const members = {};
  for (const key of Reflect.ownKeys(object)) {
    const name = typeof key === "symbol" ? `@@${key.description.replace("Symbol.", "")}` : key;
    if (name === "@@toStringTag" || name === "constructor" || !isWanted(name)) continue;
    members[name] = kindOf(name, Object.getOwnPropertyDescriptor(object, key));
  }
  return members;
}

// "constructor 1" with the arguments it needs; an interface that a page cannot construct says so when it is tried.
function constructorOf(type) {
  if (type.length > 0) return `constructor ${type.length}`;
  try {
    new type().close?.();
    return "constructor 0";
  } catch (error) {
    return /illegal constructor/i.test(error.message) ? "no constructor" : "constructor 0";
  }
}

// One interface: {extends?, constructor, statics?: {name: kind}, members: {name: kind}}.
function describe(type) {
  const parent = Object.getPrototypeOf(type);
  const described = { constructor: constructorOf(type) };
  if (parent !== Function.prototype && parent?.name) described.extends = parent.name;
  const statics = membersOf(type, (name) => !OF_EVERY_FUNCTION.includes(name));
  if (Object.keys(statics).length > 0) described.statics = statics;
  const isNew = (name) => !(name in statics);
  return { ...described, members: membersOf(type.prototype ?? {}, isNew) };
}

function isInterface(scope, name) {
  return /^[a-zA-Z]*[A-Z]/.test(name) && typeof scope[name] === "function" && scope[name].prototype !== undefined;
}

// Names of the interfaces of the media families that a global object has, in the order of the alphabet.
export function interfaceNames(scope) {
  const inFamily = (name) => FAMILIES.some((family) => family.test(name));
  return Object.getOwnPropertyNames(scope).filter((name) => inFamily(name) && isInterface(scope, name)).sort();
}

// {name: one interface} for each of them. Two names of one interface: the second is {alias: "the first"}.
export function interfacesOf(scope) {
  const found = {};
  for (const name of interfaceNames(scope)) {
    const own = scope[name].name;
    found[name] = own !== name && scope[own] === scope[name] ? { alias: own } : describe(scope[name]);
  }
  return found;
}

// Members of interfaces that are not of the families: of media elements all, of others those with a word of ours.
export function partsOf(scope) {
  const parts = {};
  for (const name of WHOLE) if (scope[name]) parts[name] = membersOf(scope[name].prototype, () => true);
  for (const name of PARTLY) if (scope[name]) parts[name] = membersOf(scope[name].prototype, (member) => WORDS.test(member));
  return parts;
}
