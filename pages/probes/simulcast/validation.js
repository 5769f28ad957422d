// `addTransceiver()` with invalid `sendEncodings` (rid, scaleResolutionDownBy, maxFramerate, too many), and default values.
// https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps
const RIDS = {
  empty: [""], long: ["a".repeat(255)], tooLong: ["a".repeat(256)], dash: ["a-b"], underscore: ["a_b"], space: ["a b"],
  letters: ["q", "h", "f"], digits: ["0", "1", "2"], twice: ["a", "a"], missing: ["a", null], noneOfTwo: [null, null],
};
const VALUES = {
  scaleBelowOne: { scaleResolutionDownBy: 0.5 }, scaleOfZero: { scaleResolutionDownBy: 0 }, scaleNegative: { scaleResolutionDownBy: -1 },
  scaleNoNumber: { scaleResolutionDownBy: NaN }, scaleFraction: { scaleResolutionDownBy: 1.5 }, scaleHuge: { scaleResolutionDownBy: 1e6 },
  rateNegative: { maxFramerate: -1 }, rateOfZero: { maxFramerate: 0 }, rateFraction: { maxFramerate: 12.5 },
  capNegative: { maxBitrate: -1 }, capOfZero: { maxBitrate: 0 }, wordOfPriority: { priority: "urgent" }, unknownMember: { colour: "red" },
};

async function add(rtc, sendEncodings, kind = "video") {
  const pc = rtc.connection();
  const added = await rtc.attempt(async () => pc.addTransceiver(kind, { sendEncodings }));
  const kept = added.ok ? added.value.sender.getParameters().encodings : null;
  pc.close();
  return added.ok ? { kept } : { error: added.error.name };
}

const encodingsOf = (rids) => rids.map((rid) => (rid === null ? {} : { rid }));
const outcome = ({ error, kept }) => error ?? kept.length;

async function defaults(rtc, given, kind) {
  const { kept, error } = await add(rtc, given, kind);
  if (error) return error;
  return {
    scale: kept.map((each) => each.scaleResolutionDownBy ?? null),
    active: kept.map(({ active }) => active ?? null),
    rids: kept.map(({ rid }) => rid ?? null),
  };
}

export default async function (rtc) {
  const rids = {};
  for (const [name, list] of Object.entries(RIDS)) rids[name] = outcome(await add(rtc, encodingsOf(list)));
  const values = {};
  for (const [name, encoding] of Object.entries(VALUES)) {
    const { error, kept } = await add(rtc, [encoding]);
    const [member] = Object.keys(encoding);
    values[name] = error ?? { kept: kept[0][member] ?? null };
  }
  const three = encodingsOf(RIDS.letters);
  return {
    facts: {
      rids,
      values,
      many: {
        four: outcome(await add(rtc, encodingsOf(["a", "b", "c", "d"]))),
        twenty: outcome(await add(rtc, encodingsOf(Array.from({ length: 20 }, (_, at) => `r${at}`)))),
      },
      defaults: {
        one: await defaults(rtc, [{}]),
        none: await defaults(rtc, []),
        three: await defaults(rtc, three),
        someScales: await defaults(rtc, [{ rid: "a", scaleResolutionDownBy: 3 }, { rid: "b" }, { rid: "c" }]),
        inactive: await defaults(rtc, [{ rid: "a", active: false }, { rid: "b" }, { rid: "c", active: false }]),
      },
      audio: {
        scale: await defaults(rtc, [{ scaleResolutionDownBy: 2 }], "audio"),
        layers: await defaults(rtc, three, "audio"),
      },
    },
  };
}
