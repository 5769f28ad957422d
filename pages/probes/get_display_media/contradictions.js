// Calls getDisplayMedia() with options that the specification rejects with TypeError.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils

const FORBIDDEN = {
  videoFalse: { video: false },
  videoMin: { video: { width: { min: 10 } } },
  videoExact: { video: { width: { exact: 10 } } },
  videoAdvanced: { video: { advanced: [{ width: 10 }] } },
  displaySurfaceMonitorExcluded: { monitorTypeSurfaces: "exclude", video: { displaySurface: "monitor" } },
  preferCurrentTabSelfExcluded: { preferCurrentTab: true, selfBrowserSurface: "exclude" },
  audioExact: { video: true, audio: { echoCancellation: { exact: true } } },
};

export default async function (rtc) {
  const facts = {};
  let asked = false;
  for (const [name, options] of Object.entries(FORBIDDEN)) {
    // An open prompt blocks every later request.
    facts[name] = asked ? "not tried" : rtc.inAWord(await rtc.requestDisplay(options));
    asked ||= facts[name] === "pending";
  }
  return { facts };
}
