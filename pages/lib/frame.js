// Runs in a frame of a probe's page: does what the page asks by name and posts back what came of it.
// A classic script, because a sandboxed frame has an opaque origin and may not load modules.

(() => {
  const streams = [];

  const kindsOf = (stream) => stream.getTracks().map((track) => `${track.kind} ${track.readyState}`);

  const commands = {
    // Where this frame stands.
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
    // Devices as this frame sees them: kind, and whether label and id are told.
    enumerate: async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.map(({ kind, label, deviceId }) => ({ kind, label: label !== "", deviceId: deviceId !== "" }));
    },
    stop: async () => {
      streams.splice(0).forEach((stream) => stream.getTracks().forEach((track) => track.stop()));
      return null;
    },
  };

  addEventListener("message", async ({ source, data }) => {
    if (source !== parent || !commands[data.command]) return;
    try {
      parent.postMessage({ id: data.id, ok: true, value: await commands[data.command](data.params) }, "*");
    } catch (error) {
      const described = { name: error.name, message: error.message };
      parent.postMessage({ id: data.id, ok: false, error: described }, "*");
    }
  });
  parent.postMessage({ ready: true }, "*");
})();
