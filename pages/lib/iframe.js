// Runs in an iframe of a probe's page: execute named commands of the page and post the results back. This is a classic
// script because a sandboxed iframe has an opaque origin and cannot load modules.

// Open this same page in a nested iframe. It answers one command at a time.
function openNested(origin, allow) {
  const element = document.createElement("iframe");
  if (allow !== null) element.setAttribute("allow", allow);
  const answers = [];
  const heard = new Promise((resolve) => {
    addEventListener("message", ({ source, data }) => {
      if (source !== element.contentWindow) return;
      if (data.ready) resolve();
      else answers.shift()(data);
    });
  });
  const run = async (command, params) => {
    const answer = await new Promise((resolve) => {
      answers.push(resolve);
      element.contentWindow.postMessage({ id: 1, command, params }, "*");
    });
    if (answer.ok) return answer.value;
    throw Object.assign(new Error(answer.error.message), answer.error);
  };
  element.src = new URL(location.pathname, origin ?? location.origin).href;
  document.body.append(element);
  return heard.then(() => ({ element, run }));
}

(() => {
  const streams = [];

  let nested = null;

  const kindsOf = (stream) => stream.getTracks().map((track) => `${track.kind} ${track.readyState}`);

  const commands = {
    // Return the iframe's origin type, secure context and available APIs.
    surroundings: async () => ({
      origin: self.origin === "null" ? "opaque" : "tuple",
      isSecureContext,
      mediaDevices: navigator.mediaDevices !== undefined,
      permissions: navigator.permissions !== undefined,
    }),
    query: async ({ name }) => (await navigator.permissions.query({ name })).state,
    getUserMedia: async (constraints) => {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      streams.push(stream);
      return kindsOf(stream);
    },
    getDisplayMedia: async (options) => {
      const stream = await navigator.mediaDevices.getDisplayMedia(options);
      streams.push(stream);
      return kindsOf(stream);
    },
    // Return the devices that this iframe sees: the kind, and whether label and deviceId are non-empty.
    enumerate: async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.map(({ kind, label, deviceId }) => ({ kind, label: label !== "", deviceId: deviceId !== "" }));
    },
    // The same with the ids, for comparison with another page.
    devices: async () => (await navigator.mediaDevices.enumerateDevices()).map((device) => device.toJSON()),
    // Describe a track that was transferred to this iframe.
    take: async (track) => ({ kind: track.kind, readyState: track.readyState, muted: track.muted, interface: track.constructor.name }),
    // Open a nested iframe and run commands in it.
    nest: async ({ origin, allow }) => {
      nested?.element.remove();
      nested = await openNested(origin, allow);
      return null;
    },
    inner: async ({ command, params }) => nested.run(command, params),
    stop: async () => {
      streams.splice(0).forEach((stream) => stream.getTracks().forEach((track) => track.stop()));
      return null;
    },
  };

  async function answer({ command, params }) {
    try {
      return { ok: true, value: await commands[command](params) };
    } catch (error) {
      return { ok: false, error: { name: error.name, message: error.message } };
    }
  }

  // For the tool, when this page is opened from a file without a parent page.
  globalThis.answer = answer;

  addEventListener("message", async ({ source, data }) => {
    if (source !== parent || !commands[data.command]) return;
    parent.postMessage({ id: data.id, ...(await answer(data)) }, "*");
  });
  parent.postMessage({ ready: true }, "*");
})();
