// The part of `rtc` that uses a stage: screenshots of the display, key presses, devices that are plugged and unplugged.

export default function stages({ rtc, ask, byHand }) {
  async function askStage(name, params) {
    if (byHand) rtc.unsupported("a stage");
    return ask(name, params);
  }

  // Remember the current display: the next screenshot waits for a change.
  const look = () => askStage("look", {});

  // Save a screenshot of the whole display as an artifact, after it has changed and nothing moves.
  const picture = (name) => askStage("picture", { name });

  // Press keys or chords in the focused window, in xdotool's notation: "Escape", "ctrl+t a b Return".
  const press = (keys) => askStage("press", { keys });

  // Click at a position of the display, in pixels from its top left.
  const click = (x, y) => askStage("click", { x, y });

  // Click in the middle of the largest area of a color [red, green, blue], such as a button. Return false if there is none.
  const clickColour = (colour, tolerance = 12) => askStage("click-colour", { colour, tolerance });

  // Plug in a "microphone" or a "speaker". Return the id for unplug().
  const plug = (kind) => askStage("plug", { kind });
  const unplug = (device) => askStage("unplug", { device });

  // End a process of the browser: "capture" is the one that reads the camera, which simulates a driver crash. The name of a
  // server of the stage ("turn") ends that server until rtc.service is called again.
  const kill = (what) => askStage("kill", { what });

  // Return the addresses and credentials of a server of the stage: see its file in src/rtcmatrix/gather/stages.
  const service = (name) => askStage("service", { name });

  return { service, look, picture, press, click, clickColour, plug, unplug, kill };
}
