// Calls getDisplayMedia() with options that the specification rejects with TypeError.
// https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
// META: spoils

const FORBIDDEN = {
  video_false: { video: false },
  video_min: { video: { width: { min: 10 } } },
  video_exact: { video: { width: { exact: 10 } } },
  video_advanced: { video: { advanced: [{ width: 10 }] } },
  monitor_excluded_and_wanted: { monitorTypeSurfaces: "exclude", video: { displaySurface: "monitor" } },
  own_tab_excluded_and_wanted: { preferCurrentTab: true, selfBrowserSurface: "exclude" },
  audio_exact: { video: true, audio: { echoCancellation: { exact: true } } },
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
