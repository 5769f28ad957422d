// `OverconstrainedError`: its constructor, its members, and the error that `getUserMedia()` rejects with.
// https://w3c.github.io/mediacapture-main/#overconstrainederror-interface

function made(build) {
  try {
    const error = build();
    return { name: error.name, message: error.message, constraint: error.constraint, code: error.code, text: String(error) };
  } catch (error) {
    return { thrown: error.name };
  }
}

export default async function (rtc) {
  if (typeof OverconstrainedError !== "function") rtc.unsupported("OverconstrainedError");
  await rtc.permit({ camera: "granted" });
  const caught = await navigator.mediaDevices.getUserMedia({ video: { width: { exact: 100000 } } }).catch((error) => error);
  const track = (await rtc.camera()).getVideoTracks()[0];
  const applied = await track.applyConstraints({ height: { exact: 100000 } }).catch((error) => error);
  return {
    facts: {
      oneArgument: made(() => new OverconstrainedError("width")),
      twoArguments: made(() => new OverconstrainedError("width", "too wide")),
      empty: made(() => new OverconstrainedError("")),
      noArgument: made(() => new OverconstrainedError()),
      withoutNew: made(() => OverconstrainedError("width")),
      isDOMException: new OverconstrainedError("width") instanceof DOMException,
      members: Object.getOwnPropertyNames(OverconstrainedError.prototype).sort(),
      toStringTag: Object.prototype.toString.call(caught),
      caught: { name: caught.name, constraint: caught.constraint, code: caught.code, hasMessage: caught.message !== "" },
      applied: { name: applied.name, constraint: applied.constraint, code: applied.code, hasMessage: applied.message !== "" },
    },
    notes: { message: caught.message, applied: applied.message },
  };
}
