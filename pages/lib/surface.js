// List the interfaces of a global object and their members by reflection. There is no list of features, so that an addition
// of a new browser appears without a change here. Used in windows and in workers.

// Patterns of media interface names: calls, capture, recording, codecs, permissions.
const FAMILIES = [
  /^(webkit|moz)?RTC/, /DataChannel/, /SFrame/, /Codec/,
  /^(webkit|moz)?Media(?!Key|List|Query|Encrypted)/, /UserMedia/, /^HTML(Camera|Microphone)/, /^InputDevice(?!Capabilities)/,
  /Overconstrained/, /^BlobEvent$/, /Capture/, /^(Crop|Restriction)/, /DisplayMedia/,
  /^Video/, /^Audio(Context|Data|Decoder|Encoder|Playback|Session|Sink|Track)/, /^Encoded/, /^Image(Capture|Decoder|Track)/,
  /Permission/, /^FeaturePolicy$/, /PictureInPicture/, /^RemotePlayback$/, /WakeLock/,
];

// Words in the names of members that media specifications add to other interfaces.
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

// Return "constructor 1" with the number of required arguments. An interface without a constructor throws when called.
function constructorOf(type) {
  if (type.length > 0) return `constructor ${type.length}`;
  try {
    new type().close?.();
    return "constructor 0";
  } catch (error) {
    return /illegal constructor/i.test(error.message) ? "no constructor" : "constructor 0";
  }
}

// Describe one interface: {extends?, constructor, statics?: {name: kind}, members: {name: kind}}.
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

// Return the names of the media interfaces of a global object in alphabetical order.
export function interfaceNames(scope) {
  const inFamily = (name) => FAMILIES.some((family) => family.test(name));
  return Object.getOwnPropertyNames(scope).filter((name) => inFamily(name) && isInterface(scope, name)).sort();
}

// Return {name: interface description}. If two names are the same interface, the second is {alias: "the first"}.
export function interfacesOf(scope) {
  const found = {};
  for (const name of interfaceNames(scope)) {
    const own = scope[name].name;
    found[name] = own !== name && scope[own] === scope[name] ? { alias: own } : describe(scope[name]);
  }
  return found;
}

// Return members of other interfaces: all of media elements, and those of others whose name contains one of WORDS.
export function partsOf(scope) {
  const parts = {};
  for (const name of WHOLE) if (scope[name]) parts[name] = membersOf(scope[name].prototype, () => true);
  for (const name of PARTLY) if (scope[name]) parts[name] = membersOf(scope[name].prototype, (member) => WORDS.test(member));
  return parts;
}
