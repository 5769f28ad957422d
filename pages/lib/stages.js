// The part of `rtc` that asks for what only a stage has: pictures of the display, keys, devices that come and go.

export default function stages({ rtc, ask, byHand }) {
  async function askStage(name, params) {
    if (byHand) rtc.unsupported("a stage");
    return ask(name, params);
  }

  // Remembers what is on the display: the next picture waits until something has changed.
  const look = () => askStage("look", {});

  // Keeps a picture of the whole display as an artifact, once it has changed and nothing moves on it any more.
  const picture = (name) => askStage("picture", { name });

  // Presses keys or chords on whatever has the focus of the display, in xdotool's words: "Escape", "ctrl+t a b Return".
  const press = (keys) => askStage("press", { keys });

  // Clicks at a place of the display, in pixels from its top left.
  const click = (x, y) => askStage("click", { x, y });

  // Clicks in the middle of the largest area of a colour [red, green, blue], such as a button; false where there is none.
  const clickColour = (colour, tolerance = 12) => askStage("click-colour", { colour, tolerance });

  // Plugs a "microphone" or a "speaker"; gives the id to unplug it with.
  const plug = (kind) => askStage("plug", { kind });
  const unplug = (device) => askStage("unplug", { device });

  // Ends a process of the browser's own: "capture" is the one that reads the camera, as a driver that crashes would.
  // A server of the stage by its name ("turn") is ended, until rtc.service is asked for it again.
  const kill = (what) => askStage("kill", { what });

  // What a server of the stage is reached by: see the file of the stage in src/rtcmatrix/gather/stages.
  const service = (name) => askStage("service", { name });

  return { service, look, picture, press, click, clickColour, plug, unplug, kill };
}
